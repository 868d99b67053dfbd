package dev.kafila.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The outbox table, as its publisher sees it. */
final class OutboxStore {

  /** How much waits, and for how long. */
  record Depth(long events, long setAside, double oldestSeconds) {}

  /** The oldest events, without those of users whose first one is set aside for now. */
  List<PendingEvent> next(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            select * from outbox
            where user_id not in
              (select user_id from outbox where set_aside_at is not null and retry_at > now())
            order by outbox_id limit :limit
            """)
        .bind("limit", limit)
        .map((row, context) -> pending(row))
        .list();
  }

  void delete(Handle handle, List<PendingEvent> published) {
    handle
        .createUpdate("delete from outbox where outbox_id = any(:ids)")
        .bindArray("ids", Long.class, published.stream().map(PendingEvent::outboxId).toList())
        .execute();
  }

  void setAside(Handle handle, PendingEvent event, Duration pause, String error) {
    handle
        .createUpdate(
            """
            update outbox set attempts = attempts + 1, last_error = :error,
              set_aside_at = coalesce(set_aside_at, now()),
              retry_at = now() + :millis * interval '1 millisecond'
            where outbox_id = :id
            """)
        .bind("id", event.outboxId())
        .bind("millis", pause.toMillis())
        .bind("error", error)
        .execute();
  }

  /** What was set aside is tried again at once: the broker answers. */
  void retryNow(Handle handle) {
    handle.execute("update outbox set retry_at = now() where set_aside_at is not null");
  }

  Depth depth(Handle handle) {
    return handle
        .createQuery(
            """
            select count(*) as events, count(set_aside_at) as set_aside,
              coalesce(extract(epoch from now() - min(created_at)), 0) as oldest
            from outbox
            """)
        .map(
            (row, context) ->
                new Depth(row.getLong("events"), row.getLong("set_aside"), row.getDouble("oldest")))
        .one();
  }

  private static PendingEvent pending(ResultSet row) throws SQLException {
    return new PendingEvent(
        row.getLong("outbox_id"),
        row.getString("event_id"),
        row.getString("topic"),
        row.getString("type"),
        row.getString("source"),
        row.getString("subject"),
        row.getString("user_id"),
        row.getObject("time", OffsetDateTime.class).toInstant(),
        row.getString("traceparent"),
        row.getString("data"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"));
  }
}
