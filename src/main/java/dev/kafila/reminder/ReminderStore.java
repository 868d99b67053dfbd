package dev.kafila.reminder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reminders in PostgreSQL. */
final class ReminderStore {

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

  /** The version that a task's reminders follow; the task has or had one. */
  long followed(Handle tx, UUID taskId) {
    return tx.select("select version from reminded_tasks where task_id = ?", taskId)
        .mapTo(Long.class)
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

  void cancel(Handle tx, UUID reminderId, Instant now) {
    tx.execute(
        "update reminders set state = 'cancelled', ended_at = ? where reminder_id = ?",
        utc(now),
        reminderId);
  }

  void fire(Handle tx, UUID reminderId, boolean late, Instant now) {
    tx.execute(
        "update reminders set state = 'fired', late = ?, ended_at = ? where reminder_id = ?",
        late,
        utc(now),
        reminderId);
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
