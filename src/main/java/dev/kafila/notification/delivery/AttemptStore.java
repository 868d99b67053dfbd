package dev.kafila.notification.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Attempts in PostgreSQL. */
final class AttemptStore {
  /** How an attempt ended. */
  enum Outcome {
    DELIVERED,
    REFUSED,
    AWAY,
    /** The program ended before it did. */
    UNKNOWN
  }

  /**
   * Begins an attempt; one that was begun before and not ended was cut off.
   *
   * @return its number
   */
  int begin(Handle tx, UUID notificationId, String channel, Instant now) {
    tx.execute(
        """
        insert into notification_deliveries (notification_id, channel, status, at)
        values (?, ?, 'requested', ?) on conflict do nothing
        """,
        notificationId,
        channel,
        utc(now));
    tx.execute(
        """
        update notification_attempts set outcome = 'unknown', error = 'cut off'
        where notification_id = ? and channel = ? and outcome = 'started'
        """,
        notificationId,
        channel);
    int number =
        tx.createQuery(
                """
                insert into notification_attempts
                  (notification_id, channel, number, started_at, outcome)
                select :id, :channel, coalesce(max(number), 0) + 1, :now, 'started'
                from notification_attempts where notification_id = :id and channel = :channel
                returning number
                """)
            .bind("id", notificationId)
            .bind("channel", channel)
            .bind("now", utc(now))
            .mapTo(Integer.class)
            .one();
    count(tx, notificationId, channel, number);
    return number;
  }

  private static void count(Handle tx, UUID notificationId, String channel, int attempts) {
    tx.execute(
        "update notification_deliveries set attempts = ? where notification_id = ? and channel = ?",
        attempts,
        notificationId,
        channel);
  }

  void end(
      Handle tx,
      UUID notificationId,
      String channel,
      int number,
      Outcome outcome,
      long millis,
      String error) {
    tx.execute(
        """
        update notification_attempts set outcome = ?, duration_ms = ?, error = ?
        where notification_id = ? and channel = ? and number = ?
        """,
        outcome.name().toLowerCase(Locale.ROOT),
        millis,
        error,
        notificationId,
        channel,
        number);
  }

  /** Forgets an attempt that was not made after all. */
  void withdraw(Handle tx, UUID notificationId, String channel, int number) {
    tx.execute(
        "delete from notification_attempts where notification_id = ? and channel = ? and number = ?",
        notificationId,
        channel,
        number);
    count(tx, notificationId, channel, number - 1);
  }

  /** Says why it is not delivered yet; what is there stays if it is not to be replaced. */
  void wait(
      Handle tx,
      UUID notificationId,
      String channel,
      String error,
      boolean replace,
      Instant notBefore) {
    tx.createUpdate(
            """
            update notification_deliveries
            set error = case when :replace then :error else coalesce(error, :error) end,
              not_before = :notBefore
            where notification_id = :id and channel = :channel and status = 'requested'
            """)
        .bind("error", error)
        .bind("replace", replace)
        .bind("notBefore", notBefore == null ? null : utc(notBefore))
        .bind("id", notificationId)
        .bind("channel", channel)
        .execute();
  }

  /** Until when the other side wants to be left alone; empty if it does not. */
  Optional<Instant> notBefore(Handle tx, UUID notificationId, String channel) {
    return tx.createQuery(
            """
            select not_before from notification_deliveries
            where notification_id = :id and channel = :channel and not_before is not null
            """)
        .bind("id", notificationId)
        .bind("channel", channel)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
