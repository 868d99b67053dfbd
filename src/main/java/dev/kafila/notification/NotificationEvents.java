package dev.kafila.notification;

import dev.kafila.event.Cause;
import dev.kafila.event.EventTopics;
import dev.kafila.event.Ids;
import dev.kafila.event.Outbox;
import dev.kafila.event.OutgoingEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Says on {@code notification-events} what happened to a notification. */
final class NotificationEvents {
  static final String REQUESTED = "notification.requested";
  static final String DELIVERED = "notification.delivered";
  static final String FAILED = "notification.failed";
  static final String READ = "notification.read";

  /** An extension attribute: each channel's consumer passes the others' events over by it. */
  private static final String CHANNEL = "channel";

  private final Outbox outbox;

  NotificationEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  void requested(Handle tx, Notification notification, String channel, Instant now, Cause cause) {
    say(tx, REQUESTED, notification, channel, Map.of("channel", channel), now, cause);
  }

  /** The request for a channel that stands in for another. */
  void requestedInstead(
      Handle tx, Notification notification, String channel, String from, Instant now, Cause cause) {
    var more = Map.of("channel", channel, "fallback_from", from);
    say(tx, REQUESTED, notification, channel, more, now, cause);
  }

  /**
   * The receipt for a request: {@code delivered}, or {@code failed} with its reason.
   *
   * @param fallback the channel that stands in for one that failed; null: none
   */
  void receipt(
      Handle tx, Notification notification, ChannelStatus outcome, String fallback, Cause cause) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("channel", outcome.channel());
    more.put("status", outcome.status());
    more.put("reason", outcome.error());
    more.put("fallback", fallback);
    more.put("fallback_from", outcome.fallbackFrom());
    more.values().removeIf(java.util.Objects::isNull);
    var type = outcome.status() == DeliveryStatus.DELIVERED ? DELIVERED : FAILED;
    say(tx, type, notification, outcome.channel(), more, outcome.at(), cause);
  }

  void read(Handle tx, Notification notification, Cause cause) {
    say(tx, READ, notification, null, Map.of(), notification.readAt(), cause);
  }

  private void say(
      Handle tx,
      String type,
      Notification notification,
      String channel,
      Map<String, ?> more,
      Instant now,
      Cause cause) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("notification", notification);
    data.putAll(more);
    outbox.append(
        tx,
        new OutgoingEvent(
            Ids.next(),
            EventTopics.NOTIFICATIONS,
            type,
            cause.source(),
            notification.subject(),
            notification.userId(),
            now,
            cause.traceparent(),
            channel == null ? Map.of() : Map.of(CHANNEL, channel),
            data));
  }
}
