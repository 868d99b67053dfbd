package dev.kafila.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The outbox table, as its publisher sees it. */
final class OutboxStore {
  /** Of data in one batch: what a process can hold, however large the single events are. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  /** How much waits, and for how long. */
  record Depth(long events, long setAside, long refused, double oldestSeconds) {}

  /**
   * The oldest events.
   *
   * @param limit at most so many; fewer where they are large
   * @param without users to leave out
   */
  List<PendingEvent> next(Handle handle, int limit, Set<String> without) {
    return handle
        .createQuery(
            """
            select * from (
              select *, sum(octet_length(data)) over (order by outbox_id) - octet_length(data)
                as bytes_before
              from (
                select * from outbox where user_id <> all(:without) order by outbox_id limit :limit
              ) oldest
            ) measured
            where bytes_before < :bytes
            order by outbox_id
            """)
        .bind("limit", limit)
        .bind("bytes", MOST_BYTES)
        .bindArray("without", String.class, without)
        .map((row, context) -> pending(row))
        .list();
  }

  /**
   * Whose first event waits for its next try.
   *
   * <p>Asked for by itself: as a part of {@link #next} the planner, which knows little of a table
   * that fills and empties, was seen to look for them once for each row.
   */
  Set<String> usersToLeave(Handle handle) {
    return handle
        .createQuery(
            "select distinct user_id from outbox where set_aside_at is not null and retry_at > now()")
        .mapTo(String.class)
        .set();
  }

  void delete(Handle handle, List<PendingEvent> published) {
    handle
        .createUpdate("delete from outbox where outbox_id = any(:ids)")
        .bindArray("ids", Long.class, ids(published))
        .execute();
  }

  /** Sets aside an event that Kafka refuses; its user's later ones wait with it for the pause. */
  void refused(Handle handle, PendingEvent event, Duration pause, String error) {
    handle
        .createUpdate(
            "update outbox set refused_at = coalesce(refused_at, now()) where outbox_id = :id")
        .bind("id", event.outboxId())
        .execute();
    setAside(handle, List.of(event), pause, error);
  }

  /** Sets aside events whose topic or partition does not take them; their users wait as long. */
  void setAside(Handle handle, List<PendingEvent> events, Duration pause, String error) {
    handle
        .createUpdate(
            """
            update outbox set attempts = attempts + 1, last_error = :error,
              set_aside_at = coalesce(set_aside_at, now()),
              retry_at = now() + :millis * interval '1 millisecond'
            where outbox_id = any(:ids)
            """)
        .bindArray("ids", Long.class, ids(events))
        .bind("millis", pause.toMillis())
        .bind("error", error)
        .execute();
  }

  /** Sets aside events that are not to blame: they are tried again when Kafka answers. */
  void waitForKafka(Handle handle, List<PendingEvent> events, String error) {
    handle
        .createUpdate(
            """
            update outbox set attempts = attempts + 1, last_error = :error,
              set_aside_at = coalesce(set_aside_at, now()), retry_at = null
            where outbox_id = any(:ids)
            """)
        .bindArray("ids", Long.class, ids(events))
        .bind("error", error)
        .execute();
  }

  private static List<Long> ids(List<PendingEvent> events) {
    return events.stream().map(PendingEvent::outboxId).toList();
  }

  Depth depth(Handle handle) {
    return handle
        .createQuery(
            """
            select (select count(*) from outbox) as events,
              (select count(*) from outbox where set_aside_at is not null) as set_aside,
              (select count(*) from outbox where set_aside_at is not null
                 and refused_at is not null) as refused,
              coalesce((select extract(epoch from now() - created_at) from outbox
                        order by outbox_id limit 1), 0) as oldest
            """)
        .map(
            (row, context) ->
                new Depth(
                    row.getLong("events"),
                    row.getLong("set_aside"),
                    row.getLong("refused"),
                    row.getDouble("oldest")))
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
        Json.texts(row.getString("attributes")),
        row.getString("data"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"),
        row.getObject("set_aside_at") != null,
        row.getObject("refused_at") != null);
  }
}
