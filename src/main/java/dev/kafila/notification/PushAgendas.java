package dev.kafila.notification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** When to look at each user's pushes again. A look too early does no harm. */
final class PushAgendas {

  /** Whose moment has come, the longest first. */
  List<String> due(Handle handle, Instant now, int limit) {
    return handle
        .select(
            "select user_id from push_agendas where wake_at <= ? order by wake_at limit ?",
            utc(now),
            limit)
        .mapTo(String.class)
        .list();
  }

  boolean isDue(Handle tx, String userId, Instant now) {
    return tx.select(
            "select exists (select from push_agendas where user_id = ? and wake_at <= ?)",
            userId,
            utc(now))
        .mapTo(Boolean.class)
        .one();
  }

  /** Looks at this moment too. */
  void wakeBy(Handle tx, String userId, Instant moment) {
    tx.execute(
        """
        insert into push_agendas as agenda (user_id, wake_at) values (?, ?)
        on conflict (user_id) do update
          set wake_at = least(agenda.wake_at, excluded.wake_at)
        """,
        userId,
        utc(moment));
  }

  /**
   * Looks at this moment, and not before.
   *
   * @param moment null: there is nothing to wait for
   */
  void sleepUntil(Handle tx, String userId, Instant moment) {
    tx.execute("update push_agendas set wake_at = ? where user_id = ?", utc(moment), userId);
  }

  /** Daily digests whose moment lies before this one are settled; empty: none is. */
  Optional<Instant> digestsSettled(Handle tx, String userId) {
    return tx.select("select digest_after from push_agendas where user_id = ?", userId)
        .map((row, context) -> row.getObject("digest_after", OffsetDateTime.class))
        .findOne()
        .map(OffsetDateTime::toInstant);
  }

  void settleDigests(Handle tx, String userId, Instant before) {
    tx.execute(
        """
        insert into push_agendas as agenda (user_id, digest_after) values (?, ?)
        on conflict (user_id) do update
          set digest_after = greatest(agenda.digest_after, excluded.digest_after)
        """,
        userId,
        utc(before));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
