package dev.kafila.event;

import org.jdbi.v3.core.Handle;

/** Remembers which events a consumer group has handled, so that a redelivery changes nothing. */
public final class Inbox {

  /**
   * Marks an event as handled by a group, in the transaction of its effect.
   *
   * @return false if the group handled it before: then there is nothing to do
   */
  public boolean firstTime(Handle tx, String group, String eventId) {
    return tx.execute(
            "insert into inbox (consumer_group, event_id) values (?, ?) on conflict do nothing",
            group,
            eventId)
        == 1;
  }
}
