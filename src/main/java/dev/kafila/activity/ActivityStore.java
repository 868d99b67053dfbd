package dev.kafila.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.store.Columns;
import dev.kafila.store.WriteBehind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The table of what happened. */
public final class ActivityStore {

  private record Row(Activity activity, String traceId) {}

  void insert(Handle tx, Activity activity, String traceId) {
    var row = new Row(activity, traceId);
    if (!WriteBehind.keep(tx, ActivityStore.class, row, ActivityStore::insert)) {
      insert(tx, List.of(row));
    }
  }

  private static void insert(Handle tx, List<Row> rows) {
    var insert =
        tx.createUpdate(
            """
            insert into activity (activity_id, user_id, event_id, type, source, time, task_id,
              notification_id, title, changes, trace_id)
            select cast(id as uuid), user_id, event_id, type, source, cast(time as timestamptz),
              cast(task as uuid), cast(notification as uuid), title, cast(changes as jsonb), trace
            from unnest(:ids, :users, :events, :types, :sources, :times, :tasks, :notifications,
              :titles, :changes, :traces) as t(id, user_id, event_id, type, source, time, task,
              notification, title, changes, trace)
            """);
    Columns.of(insert, rows)
        .bind("ids", row -> row.activity().activityId())
        .bind("users", row -> row.activity().userId())
        .bind("events", row -> row.activity().eventId())
        .bind("types", row -> row.activity().type())
        .bind("sources", row -> row.activity().source())
        .bind("times", row -> row.activity().time())
        .bind("tasks", row -> row.activity().taskId())
        .bind("notifications", row -> row.activity().notificationId())
        .bind("titles", row -> row.activity().title())
        .bind("changes", row -> row.activity().changes())
        .bind("traces", Row::traceId);
    insert.execute();
  }

  /**
   * A user's activity, newest first.
   *
   * @param after only what lies behind this one; empty: from the newest
   */
  public List<Activity> list(Handle tx, String userId, Optional<UUID> after, int limit) {
    return tx.createQuery(
            """
            select a.*, m.message_id, m.conversation_id, m.content
            from activity a left join lateral (
              select message_id, conversation_id, content from messages
              where user_id = a.user_id and trace_id = a.trace_id and role = 'user'
                and created_at <= a.time + interval '1 millisecond'
              order by message_id desc limit 1
            ) m on true
            where a.user_id = :user and (cast(:after as uuid) is null or a.activity_id < :after)
            order by a.activity_id desc limit :limit
            """)
        .bind("user", userId)
        .bind("after", after.orElse(null))
        .bind("limit", limit)
        .map((row, context) -> activity(row))
        .list();
  }

  private static Activity activity(ResultSet row) throws SQLException {
    var messageId = row.getObject("message_id", UUID.class);
    return new Activity(
        row.getObject("activity_id", UUID.class),
        row.getString("user_id"),
        row.getString("event_id"),
        row.getString("type"),
        row.getString("source"),
        row.getObject("time", OffsetDateTime.class).toInstant(),
        row.getObject("task_id", UUID.class),
        row.getObject("notification_id", UUID.class),
        row.getString("title"),
        changes(row.getString("changes")),
        messageId == null
            ? null
            : new Activity.Message(
                messageId, row.getString("conversation_id"), row.getString("content")));
  }

  private static JsonNode changes(String json) {
    return json == null ? null : Json.read(json, JsonNode.class);
  }
}
