package dev.kafila.reminder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reminders in PostgreSQL. */
final class ReminderStore {
  /** Of all advisory locks of two numbers, the first of this one. */
  private static final int DUE_LOCK = 0x64756572;

  /**
   * Remembers the change that a task's reminders follow from now on.
   *
   * @param deleted comes after the version that it deletes
   * @return false if they follow this change or a later one already
   */
  boolean follow(Handle tx, String userId, UUID taskId, long version, boolean deleted) {
    return tx.execute(
            """
            insert into reminded_tasks as seen (task_id, user_id, version, deleted)
            values (?, ?, ?, ?)
            on conflict (task_id) do update set version = excluded.version,
              deleted = excluded.deleted
            where (excluded.version, excluded.deleted) > (seen.version, seen.deleted)
            """,
            taskId,
            userId,
            version,
            deleted)
        == 1;
  }

  /** The versions that tasks' reminders follow, by task. */
  Map<UUID, Long> followed(Handle tx, List<UUID> taskIds) {
    return tx.createQuery("select task_id, version from reminded_tasks where task_id = any(:ids)")
        .bindArray("ids", UUID.class, taskIds)
        .reduceRows(
            new HashMap<UUID, Long>(),
            (versions, row) -> {
              versions.put(
                  row.getColumn("task_id", UUID.class), row.getColumn("version", Long.class));
              return versions;
            });
  }

  /**
   * Some of the reminders that are due, oldest first, of users whose lock nobody holds and this
   * transaction holds now. One transaction at a time looks for them.
   */
  List<ScheduledReminder> lockDue(Handle tx, Instant now, int most) {
    tx.execute("select pg_advisory_xact_lock(?, 0)", DUE_LOCK);
    var free =
        tx.createQuery(
                """
                with due as materialized (
                  select reminder_id, user_id from reminders
                  where state = 'scheduled' and remind_at <= :now order by remind_at limit :most
                )
                select reminder_id from due
                where pg_try_advisory_xact_lock(hashtextextended(user_id, 0))
                """)
            .bind("now", utc(now))
            .bind("most", most)
            .mapTo(UUID.class)
            .list();
    // Again, now that nobody else can change them.
    return tx.createQuery(
            """
            select * from reminders where reminder_id = any(:ids) and state = 'scheduled'
            order by remind_at, reminder_id
            """)
        .bindArray("ids", UUID.class, free)
        .map((row, context) -> reminder(row))
        .list();
  }

  /** Whether a reminder is to fire whose moment has come by then. */
  boolean isDue(Handle handle, Instant by) {
    return handle
        .createQuery(
            "select exists (select from reminders where state = 'scheduled' and remind_at <= :by)")
        .bind("by", utc(by))
        .mapTo(Boolean.class)
        .one();
  }

  List<ScheduledReminder> scheduled(Handle tx, UUID taskId) {
    return tx.select(
            "select * from reminders where task_id = ? and state = 'scheduled' order by remind_at",
            taskId)
        .map((row, context) -> reminder(row))
        .list();
  }

  /** Empty if it was cancelled or has fired, or there is none. */
  Optional<ScheduledReminder> scheduledById(Handle tx, UUID reminderId) {
    return tx.select(
            "select * from reminders where reminder_id = ? and state = 'scheduled'", reminderId)
        .map((row, context) -> reminder(row))
        .findOne();
  }

  /** The moments at which a task's reminders have fired. */
  Set<Instant> fired(Handle tx, UUID taskId) {
    return tx.select(
            "select remind_at from reminders where task_id = ? and state = 'fired'", taskId)
        .map((row, context) -> instant(row, "remind_at"))
        .collectInto(new org.jdbi.v3.core.generic.GenericType<HashSet<Instant>>() {});
  }

  void insert(Handle tx, ScheduledReminder reminder, Instant now) {
    tx.execute(
        """
        insert into reminders
          (reminder_id, user_id, task_id, remind_at, state, traceparent, created_at)
        values (?, ?, ?, ?, 'scheduled', ?, ?)
        """,
        reminder.reminderId(),
        reminder.userId(),
        reminder.taskId(),
        utc(reminder.remindAt()),
        reminder.traceparent(),
        utc(now));
  }

  void cancel(Handle tx, List<UUID> reminderIds, Instant now) {
    if (!reminderIds.isEmpty()) {
      tx.createUpdate(
              """
              update reminders set state = 'cancelled', ended_at = :now
              where reminder_id = any(:ids)
              """)
          .bind("now", utc(now))
          .bindArray("ids", UUID.class, reminderIds)
          .execute();
    }
  }

  void fire(Handle tx, List<UUID> reminderIds, boolean late, Instant now) {
    if (!reminderIds.isEmpty()) {
      tx.createUpdate(
              """
              update reminders set state = 'fired', late = :late, ended_at = :now
              where reminder_id = any(:ids)
              """)
          .bind("late", late)
          .bind("now", utc(now))
          .bindArray("ids", UUID.class, reminderIds)
          .execute();
    }
  }

  private static ScheduledReminder reminder(ResultSet row) throws SQLException {
    return new ScheduledReminder(
        row.getObject("reminder_id", UUID.class),
        row.getString("user_id"),
        row.getObject("task_id", UUID.class),
        instant(row, "remind_at"),
        row.getString("traceparent"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
