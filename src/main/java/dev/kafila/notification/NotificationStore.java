package dev.kafila.notification;

import dev.kafila.event.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Notifications and their deliveries in PostgreSQL. */
final class NotificationStore {

  /**
   * @return false if the event has made its notification already
   */
  boolean insert(Handle tx, Notification notification, String sourceEventId) {
    int inserted =
        tx.createUpdate(
                """
            insert into notifications (notification_id, user_id, task_id, kind, title, body, late,
              source_event_id, created_at, items)
            values (:id, :user, :task, :kind, :title, :body, :late, :source, :created,
              cast(:items as jsonb))
            on conflict (source_event_id) do nothing
            """)
            .bind("id", notification.notificationId())
            .bind("user", notification.userId())
            .bind("task", notification.taskId())
            .bind("kind", notification.kind())
            .bind("title", notification.title())
            .bind("body", notification.body())
            .bind("late", notification.late())
            .bind("source", sourceEventId)
            .bind("created", utc(notification.createdAt()))
            .bind("items", notification.items() == null ? null : Json.write(notification.items()))
            .execute();
    if (inserted == 0) {
      return false;
    }
    for (var channel : notification.channels()) {
      tx.execute(
          """
          insert into notification_deliveries (notification_id, channel, status, at, error)
          values (?, ?, ?, ?, ?)
          """,
          notification.notificationId(),
          channel.channel(),
          lower(channel.status()),
          utc(channel.at()),
          channel.error());
    }
    return true;
  }

  /** Whoever owns it. */
  Optional<Notification> find(Handle tx, UUID notificationId) {
    var rows =
        tx.createQuery("select * from notifications where notification_id = :id")
            .bind("id", notificationId)
            .map((row, context) -> notification(row))
            .list();
    return withChannels(tx, rows).stream().findFirst();
  }

  List<Notification> list(Handle tx, String userId, Optional<UUID> after, int limit) {
    var statement =
        tx.createQuery(
                """
                select * from notifications where user_id = :user
                  and (cast(:after as uuid) is null or notification_id < cast(:after as uuid))
                order by notification_id desc limit :limit
                """)
            .bind("user", userId)
            .bind("after", after.map(UUID::toString).orElse(null))
            .bind("limit", limit);
    return withChannels(tx, statement.map((row, context) -> notification(row)).list());
  }

  void read(Handle tx, UUID notificationId, Instant now) {
    tx.execute(
        "update notifications set read_at = ? where notification_id = ?", utc(now), notificationId);
  }

  /** What a channel's status becomes without a try to deliver. */
  void change(Handle tx, UUID notificationId, ChannelStatus status) {
    tx.createUpdate(
            """
            insert into notification_deliveries (notification_id, channel, status, at, error)
            values (:id, :channel, :status, :at, :error)
            on conflict (notification_id, channel) do update set status = excluded.status,
              at = excluded.at, error = excluded.error
            """)
        .bind("id", notificationId)
        .bind("channel", status.channel())
        .bind("status", lower(status.status()))
        .bind("at", utc(status.at()))
        .bind("error", status.error())
        .execute();
  }

  /**
   * What becomes of all that is held of some notifications.
   *
   * @param error for a person; null: none
   */
  void settleHeld(
      Handle tx, List<UUID> notificationIds, DeliveryStatus status, String error, Instant now) {
    tx.createUpdate(
            """
            update notification_deliveries set status = :status, at = :at, error = :error
            where notification_id = any(:ids) and status = 'held'
            """)
        .bind("status", lower(status))
        .bind("at", utc(now))
        .bind("error", error)
        .bindArray("ids", UUID.class, notificationIds)
        .execute();
  }

  /**
   * What became of it on a channel.
   *
   * @param outcome its attempts count where there were no more before
   */
  void settle(Handle tx, UUID notificationId, ChannelStatus outcome) {
    tx.createUpdate(
            """
            insert into notification_deliveries (notification_id, channel, status, at, attempts, error)
            values (:id, :channel, :status, :at, :attempts, :error)
            on conflict (notification_id, channel) do update set status = excluded.status,
              at = excluded.at, error = excluded.error, not_before = null,
              attempts = greatest(notification_deliveries.attempts, excluded.attempts)
            """)
        .bind("id", notificationId)
        .bind("channel", outcome.channel())
        .bind("status", lower(outcome.status()))
        .bind("at", utc(outcome.at()))
        .bind("attempts", outcome.attempts())
        .bind("error", outcome.error())
        .execute();
  }

  /** Another channel, because one has failed. */
  void addFallback(Handle tx, UUID notificationId, String channel, String from, Instant now) {
    tx.execute(
        """
        insert into notification_deliveries (notification_id, channel, status, at, fallback_from)
        values (?, ?, 'requested', ?, ?)
        """,
        notificationId,
        channel,
        utc(now),
        from);
  }

  private static List<Notification> withChannels(Handle tx, List<Notification> bare) {
    if (bare.isEmpty()) {
      return bare;
    }
    Map<UUID, List<ChannelStatus>> channels = new HashMap<>();
    tx.createQuery(
            "select * from notification_deliveries where notification_id = any(:ids) order by channel")
        .bindArray("ids", UUID.class, bare.stream().map(Notification::notificationId).toList())
        .map((row, context) -> Map.entry(row.getObject("notification_id", UUID.class), status(row)))
        .forEach(
            entry ->
                channels
                    .computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                    .add(entry.getValue()));
    return bare.stream()
        .map(n -> n.withChannels(channels.getOrDefault(n.notificationId(), List.of())))
        .toList();
  }

  private static ChannelStatus status(ResultSet row) throws SQLException {
    return new ChannelStatus(
        row.getString("channel"),
        DeliveryStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        instant(row, "at"),
        row.getString("error"),
        row.getInt("attempts"),
        row.getString("fallback_from"));
  }

  private static Notification notification(ResultSet row) throws SQLException {
    return new Notification(
        row.getObject("notification_id", UUID.class),
        row.getString("user_id"),
        row.getObject("task_id", UUID.class),
        row.getString("kind"),
        row.getString("title"),
        row.getString("body"),
        row.getBoolean("late"),
        instant(row, "created_at"),
        instant(row, "read_at"),
        List.of(),
        items(row.getString("items")));
  }

  private static List<DigestItem> items(String json) {
    return json == null ? null : List.of(Json.read(json, DigestItem[].class));
  }

  private static String lower(DeliveryStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
