package dev.kafila.task;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.kafila.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Tasks in PostgreSQL. */
final class TaskStore {
  private static final TypeReference<List<Reminder>> REMINDERS = new TypeReference<>() {};

  /** Whoever owns it. */
  Optional<Task> find(Handle tx, UUID taskId) {
    return tx.createQuery("select * from tasks where task_id = :id")
        .bind("id", taskId)
        .map((row, context) -> task(row))
        .findOne();
  }

  List<Task> find(Handle tx, Collection<UUID> taskIds) {
    return tx.createQuery("select * from tasks where task_id = any(:ids)")
        .bindArray("ids", UUID.class, taskIds)
        .map((row, context) -> task(row))
        .list();
  }

  Optional<Task> findOccurrence(Handle tx, UUID seriesId, int occurrence) {
    return tx.createQuery(
            "select * from tasks where series_id = :series and occurrence = :occurrence")
        .bind("series", seriesId)
        .bind("occurrence", occurrence)
        .map((row, context) -> task(row))
        .findOne();
  }

  List<Task> list(Handle tx, TaskQuery query) {
    var sql = new StringBuilder("select * from tasks where user_id = :user");
    query.status().ifPresent(status -> sql.append(" and status = :status"));
    query.tag().ifPresent(tag -> sql.append(" and :tag = any(tags)"));
    query.completedSince().ifPresent(moment -> sql.append(" and completed_at >= :since"));
    query.after().ifPresent(id -> sql.append(" and task_id > :after"));
    for (int i = 0; i < query.words().size(); i++) {
      sql.append(" and concat_ws(' ', title, description) ilike :word").append(i);
    }
    sql.append(" order by task_id").append(query.newestFirst() ? " desc" : "");
    sql.append(" limit :limit");
    var statement =
        tx.createQuery(sql.toString()).bind("user", query.userId()).bind("limit", query.limit());
    query.status().ifPresent(status -> statement.bind("status", lower(status)));
    query.tag().ifPresent(tag -> statement.bind("tag", tag));
    query.completedSince().ifPresent(moment -> statement.bind("since", utc(moment)));
    query.after().ifPresent(id -> statement.bind("after", id));
    for (int i = 0; i < query.words().size(); i++) {
      statement.bind("word" + i, "%" + escapeLike(query.words().get(i)) + "%");
    }
    return statement.map((row, context) -> task(row)).list();
  }

  private static String escapeLike(String word) {
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  /**
   * @return false if the series has this occurrence already
   */
  boolean insert(Handle tx, Task task) {
    var update =
        tx.createUpdate(
            """
            insert into tasks (task_id, user_id, title, description, priority, tags, status,
              due_date, due_local, time_zone, recurrence_rule, recurrence_anchor, series_id,
              occurrence, series_start, series_slot, pause, series_fields, reminders, created_at,
              updated_at, completed_at, skipped, version)
            values (:task_id, :user_id, :title, :description, :priority, :tags, :status,
              :due_date, :due_local, :time_zone, :recurrence_rule, :recurrence_anchor, :series_id,
              :occurrence, :series_start, :series_slot, cast(:pause as jsonb), cast(:series_fields as jsonb),
              cast(:reminders as jsonb), :created_at, :updated_at, :completed_at, :skipped, :version)
            on conflict (series_id, occurrence) do nothing
            """);
    return bind(update, task).execute() == 1;
  }

  void update(Handle tx, Task task) {
    var update =
        tx.createUpdate(
            """
            update tasks set title = :title, description = :description, priority = :priority,
              tags = :tags, status = :status, due_date = :due_date, due_local = :due_local,
              time_zone = :time_zone, recurrence_rule = :recurrence_rule,
              recurrence_anchor = :recurrence_anchor, series_id = :series_id,
              occurrence = :occurrence, series_start = :series_start, series_slot = :series_slot,
              pause = cast(:pause as jsonb), series_fields = cast(:series_fields as jsonb),
              reminders = cast(:reminders as jsonb), updated_at = :updated_at,
              completed_at = :completed_at, skipped = :skipped, version = :version
            where task_id = :task_id
            """);
    bind(update, task).execute();
  }

  void delete(Handle tx, UUID taskId) {
    tx.execute("delete from tasks where task_id = ?", taskId);
  }

  private static Update bind(Update update, Task task) {
    var fields = task.fields();
    var due = fields.due();
    var series = task.series();
    return update
        .bind("task_id", task.taskId())
        .bind("user_id", task.userId())
        .bind("title", fields.title())
        .bind("description", fields.description())
        .bind("priority", lower(fields.priority()))
        .bindArray("tags", String.class, fields.tags())
        .bind("status", lower(task.status()))
        .bind("due_date", due != null && due.wholeDay() ? due.at().toLocalDate() : null)
        .bind("due_local", due != null && !due.wholeDay() ? due.at() : null)
        .bind("time_zone", fields.zone().getId())
        .bind("recurrence_rule", fields.recurrenceRule())
        .bind("recurrence_anchor", lower(fields.recurrenceAnchor()))
        .bind("series_id", series == null ? null : series.id())
        .bind("occurrence", series == null ? null : series.occurrence())
        .bind("series_start", series == null ? null : series.start())
        .bind("series_slot", series == null ? null : series.slot())
        .bind("pause", series == null ? null : json(series.pause()))
        .bind("series_fields", series == null ? null : json(series.fields()))
        .bind("reminders", Json.write(fields.reminders()))
        .bind("created_at", utc(task.createdAt()))
        .bind("updated_at", utc(task.updatedAt()))
        .bind("completed_at", utc(task.completedAt()))
        .bind("skipped", task.skipped())
        .bind("version", task.version());
  }

  /** The task in a row of all columns. */
  static Task task(ResultSet row) throws SQLException {
    var date = row.getObject("due_date", LocalDate.class);
    var local = row.getObject("due_local", LocalDateTime.class);
    Due due = null;
    if (date != null) {
      due = Due.on(date);
    } else if (local != null) {
      due = Due.at(local);
    }
    var anchor = row.getString("recurrence_anchor");
    var seriesId = row.getObject("series_id", UUID.class);
    return new Task(
        row.getObject("task_id", UUID.class),
        row.getString("user_id"),
        TaskFields.titled(row.getString("title"), ZoneId.of(row.getString("time_zone")))
            .description(row.getString("description"))
            .priority(Priority.valueOf(upper(row.getString("priority"))))
            .tags(strings(row.getArray("tags")))
            .due(due)
            .recurrence(
                row.getString("recurrence_rule"),
                anchor == null ? null : Anchor.valueOf(upper(anchor)))
            .reminders(reminders(row.getString("reminders")))
            .build(),
        Status.valueOf(upper(row.getString("status"))),
        seriesId == null
            ? null
            : new Series(
                seriesId,
                row.getInt("occurrence"),
                row.getObject("series_start", LocalDateTime.class),
                row.getObject("series_slot", LocalDateTime.class),
                read(row.getString("pause"), Pause.class),
                read(row.getString("series_fields"), TaskFields.class)),
        instant(row, "created_at"),
        instant(row, "updated_at"),
        instant(row, "completed_at"),
        row.getBoolean("skipped"),
        row.getLong("version"));
  }

  private static String json(Object value) {
    return value == null ? null : Json.write(value);
  }

  private static <T> T read(String json, Class<T> type) {
    return json == null ? null : Json.read(json, type);
  }

  private static List<Reminder> reminders(String json) {
    try {
      return Json.mapper().readValue(json, REMINDERS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> strings(Array array) throws SQLException {
    return new ArrayList<>(Arrays.asList((String[]) array.getArray()));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static String lower(Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }
}
