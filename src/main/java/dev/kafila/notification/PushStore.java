package dev.kafila.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Pushes in PostgreSQL. */
final class PushStore {
  /** Reminders of a task that are closer together than this are the same one. */
  private static final Duration SAME = Duration.ofMinutes(1);

  /**
   * @param sentAt null: held
   */
  void insert(Handle tx, Push push, Instant sentAt) {
    NotificationStore.writeKept(tx);
    tx.execute(
        """
        insert into pushes (notification_id, user_id, task_id, remind_at, urgent, held_for,
          time_zone, traceparent, created_at, sent_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        push.notificationId(),
        push.userId(),
        push.taskId(),
        utc(push.remindAt()),
        push.urgent(),
        push.heldFor() == null ? null : push.heldFor().name().toLowerCase(Locale.ROOT),
        push.zone().getId(),
        push.traceparent(),
        utc(push.createdAt()),
        utc(sentAt));
  }

  /** Notes that a digest went out, as one push. */
  void insertDigest(Handle tx, Notification digest, boolean urgent, String traceparent) {
    tx.execute(
        """
        insert into pushes (notification_id, user_id, urgent, time_zone, traceparent, created_at,
          sent_at)
        values (?, ?, ?, 'UTC', ?, ?, ?)
        """,
        digest.notificationId(),
        digest.userId(),
        urgent,
        traceparent,
        utc(digest.createdAt()),
        utc(digest.createdAt()));
  }

  /** Whether the same reminder was pushed, or is held. */
  boolean isRepeated(Handle tx, Push push) {
    return tx.select(
            """
            select exists (select from pushes
              where task_id = ? and user_id = ? and remind_at > ? and remind_at < ?)
            """,
            push.taskId(),
            push.userId(),
            utc(push.remindAt().minus(SAME)),
            utc(push.remindAt().plus(SAME)))
        .mapTo(Boolean.class)
        .one();
  }

  boolean isAnyHeldForPace(Handle tx, String userId, boolean urgent) {
    return tx.select(
            """
            select exists (select from pushes
              where user_id = ? and sent_at is null and urgent = ? and held_for = 'pace')
            """,
            userId,
            urgent)
        .mapTo(Boolean.class)
        .one();
  }

  /** What is held, in the order of the reminders' moments. */
  List<Push> held(Handle tx, String userId, boolean urgent) {
    return tx.select(
            """
            select p.*, n.late from pushes p join notifications n using (notification_id)
            where p.user_id = ? and p.sent_at is null and p.urgent = ?
            order by p.remind_at, p.notification_id
            """,
            userId,
            urgent)
        .map((row, context) -> push(row))
        .list();
  }

  /** When the n-th last one went out; empty if there were fewer. */
  Optional<Instant> nthLast(Handle tx, String userId, Optional<Boolean> urgent, int n) {
    return tx.createQuery(
            """
            select sent_at from pushes
            where user_id = :user and digest_id is null and sent_at is not null
              and (cast(:urgent as boolean) is null or urgent = :urgent)
            order by sent_at desc offset :before limit 1
            """)
        .bind("user", userId)
        .bind("urgent", urgent.orElse(null))
        .bind("before", n - 1)
        .map((row, context) -> row.getObject("sent_at", OffsetDateTime.class).toInstant())
        .findOne();
  }

  /**
   * @param digestId what they went out with; null: by themselves
   */
  void sent(Handle tx, List<UUID> notificationIds, UUID digestId, Instant now) {
    tx.createUpdate(
            "update pushes set sent_at = :now, digest_id = :digest where notification_id = any(:ids)")
        .bind("now", utc(now))
        .bind("digest", digestId)
        .bindArray("ids", UUID.class, notificationIds)
        .execute();
  }

  void delete(Handle tx, List<UUID> notificationIds) {
    tx.createUpdate("delete from pushes where notification_id = any(:ids)")
        .bindArray("ids", UUID.class, notificationIds)
        .execute();
  }

  private static Push push(ResultSet row) throws SQLException {
    var heldFor = row.getString("held_for");
    return new Push(
        row.getObject("notification_id", UUID.class),
        row.getString("user_id"),
        row.getObject("task_id", UUID.class),
        row.getObject("remind_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("urgent"),
        row.getBoolean("late"),
        heldFor == null ? null : Push.HeldFor.valueOf(heldFor.toUpperCase(Locale.ROOT)),
        ZoneId.of(row.getString("time_zone")),
        row.getString("traceparent"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
