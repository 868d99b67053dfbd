package dev.kafila.notification;

import dev.kafila.event.Json;
import dev.kafila.store.Columns;
import dev.kafila.store.ReadAhead;
import dev.kafila.store.WriteBehind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Notifications and their deliveries in PostgreSQL. */
final class NotificationStore {

  private final ReadAhead<UUID, Notification> rows = new ReadAhead<>(NotificationStore::read);

  /** A notification and the event that made it. */
  private record Added(Notification notification, String sourceEventId) {}

  /** What became of a notification on a channel. */
  private record Settled(UUID notificationId, ChannelStatus status) {}

  /**
   * @return false if the event has made its notification already
   */
  boolean insert(Handle tx, Notification notification, String sourceEventId) {
    var added = new Added(notification, sourceEventId);
    return WriteBehind.keep(tx, Added.class, added, NotificationStore::insertKept)
        || insertAll(tx, List.of(added)) == 1;
  }

  private static void insertKept(Handle tx, List<Added> all) {
    if (insertAll(tx, all) < all.size()) {
      // All of the transaction is done again, each by itself, which tells whose it was.
      throw new IllegalStateException("an event has made its notification already");
    }
  }

  /** How many were not there. */
  private static int insertAll(Handle tx, List<Added> all) {
    var notifications =
        tx.createUpdate(
            """
            insert into notifications (notification_id, user_id, task_id, kind, title, body, late,
              source_event_id, created_at, items)
            select cast(id as uuid), user_id, cast(task as uuid), kind, title, body,
              cast(late as boolean), source, cast(created as timestamptz), cast(items as jsonb)
            from unnest(:ids, :users, :tasks, :kinds, :titles, :bodies, :lates, :sources, :created,
              :items) as t(id, user_id, task, kind, title, body, late, source, created, items)
            on conflict (source_event_id) do nothing
            """);
    Columns.of(notifications, all)
        .bind("ids", one -> one.notification().notificationId())
        .bind("users", one -> one.notification().userId())
        .bind("tasks", one -> one.notification().taskId())
        .bind("kinds", one -> one.notification().kind())
        .bind("titles", one -> one.notification().title())
        .bind("bodies", one -> one.notification().body())
        .bind("lates", one -> one.notification().late())
        .bind("sources", Added::sourceEventId)
        .bind("created", one -> one.notification().createdAt())
        .bind("items", one -> items(one.notification()));
    int inserted = notifications.execute();
    if (inserted == all.size()) {
      insertChannels(tx, all.stream().map(Added::notification).toList());
    }
    return inserted;
  }

  private static void insertChannels(Handle tx, List<Notification> notifications) {
    var all =
        notifications.stream()
            .flatMap(
                one ->
                    one.channels().stream()
                        .map(channel -> new Settled(one.notificationId(), channel)))
            .toList();
    var deliveries =
        tx.createUpdate(
            """
            insert into notification_deliveries (notification_id, channel, status, at, error)
            select cast(id as uuid), channel, status, cast(at as timestamptz), error
            from unnest(:ids, :channels, :statuses, :ats, :errors)
              as t(id, channel, status, at, error)
            """);
    bind(deliveries, all).execute();
  }

  private static Update bind(Update deliveries, List<Settled> all) {
    Columns.of(deliveries, all)
        .bind("ids", Settled::notificationId)
        .bind("channels", one -> one.status().channel())
        .bind("statuses", one -> lower(one.status().status()))
        .bind("ats", one -> one.status().at())
        .bind("errors", one -> one.status().error());
    return deliveries;
  }

  /** Whoever owns it. */
  Optional<Notification> find(Handle tx, UUID notificationId) {
    return rows.get(tx, notificationId);
  }

  /** For who will find them: by id. */
  ReadAhead<UUID, Notification> rows() {
    return rows;
  }

  private static Map<UUID, Notification> read(Handle tx, Collection<UUID> ids) {
    writeKept(tx);
    var found =
        tx.createQuery("select * from notifications where notification_id = any(:ids)")
            .bindArray("ids", UUID.class, ids)
            .map((row, context) -> notification(row))
            .list();
    return withChannels(tx, found).stream()
        .collect(Collectors.toMap(Notification::notificationId, one -> one));
  }

  /** What comes next needs the rows. */
  static void writeKept(Handle tx) {
    WriteBehind.writeKept(tx, Added.class);
    WriteBehind.writeKept(tx, Settled.class);
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
    var settled = new Settled(notificationId, outcome);
    if (!WriteBehind.keep(tx, Settled.class, settled, NotificationStore::settleAll)) {
      settleAll(tx, List.of(settled));
    }
  }

  private static void settleAll(Handle tx, List<Settled> all) {
    var deliveries =
        tx.createUpdate(
            """
            insert into notification_deliveries (notification_id, channel, status, at, attempts, error)
            select cast(id as uuid), channel, status, cast(at as timestamptz),
              cast(attempts as integer), error
            from unnest(:ids, :channels, :statuses, :ats, :attempts, :errors)
              as t(id, channel, status, at, attempts, error)
            on conflict (notification_id, channel) do update set status = excluded.status,
              at = excluded.at, error = excluded.error, not_before = null,
              attempts = greatest(notification_deliveries.attempts, excluded.attempts)
            """);
    Columns.of(deliveries, all).bind("attempts", one -> one.status().attempts());
    bind(deliveries, all).execute();
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

  private static String items(Notification notification) {
    return notification.items() == null ? null : Json.write(notification.items());
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
