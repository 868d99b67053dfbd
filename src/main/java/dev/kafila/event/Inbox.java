package dev.kafila.event;

import dev.kafila.store.Claim;
import dev.kafila.store.UserTransactions;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Remembers which events a consumer group has handled, so that a redelivery changes nothing. */
public final class Inbox {

  /**
   * Marks an event as handled by a group, in the transaction of its effect. The mark may have been
   * made beforehand, for all that share the transaction ({@link UserTransactions#shared}).
   *
   * @return false if the group handled it before: then there is nothing to do
   */
  public boolean firstTime(Handle tx, String group, String eventId) {
    return UserTransactions.claimed(tx, new Claim(group, eventId))
        .orElseGet(
            () ->
                tx.execute(
                        """
                        insert into inbox (consumer_group, event_id) values (?, ?)
                        on conflict do nothing
                        """,
                        group,
                        eventId)
                    == 1);
  }

  /**
   * Marks many at once.
   *
   * @return those that were not marked before
   */
  public static Set<Claim> mark(Handle tx, Collection<Claim> claims) {
    return tx.createQuery(
            """
            insert into inbox (consumer_group, event_id)
            select * from unnest(:groups, :events)
            on conflict do nothing returning consumer_group, event_id
            """)
        .bindArray("groups", String.class, claims.stream().map(Claim::group).toList())
        .bindArray("events", String.class, claims.stream().map(Claim::eventId).toList())
        .map((row, context) -> new Claim(row.getString(1), row.getString(2)))
        .collect(Collectors.toSet());
  }
}
