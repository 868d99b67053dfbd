package dev.kafila.notification;

import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Inbox;
import dev.kafila.event.Outbox;
import dev.kafila.event.RejectedEventException;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.store.ReadAhead;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * How requests end: in a receipt, once, and where a channel failed, in a request for another one.
 */
public final class Receipts {
  private static final String SOURCE = "/kafila/delivery";
  private static final String LAST_RESORT = InAppDelivery.CHANNEL;

  private final Inbox inbox;
  private final Preferences preferences;
  private final NotificationStore store = new NotificationStore();
  private final NotificationEvents events;
  private final Clock clock;

  public Receipts(Inbox inbox, Outbox outbox, Preferences preferences, Clock clock) {
    this.inbox = inbox;
    this.preferences = preferences;
    this.events = new NotificationEvents(outbox);
    this.clock = clock;
  }

  /**
   * Which notification is requested.
   *
   * @throws UnreadableEventException if the event does not say
   */
  public static UUID notificationId(Event event) {
    try {
      return UUID.fromString(event.data().path("notification").path("notification_id").asText());
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(
          "notification.requested carries no notification.notification_id", e);
    }
  }

  /**
   * On which channel it is requested.
   *
   * @throws UnreadableEventException if the event does not say
   */
  public static String channel(Event event) {
    var channel = event.data().path("channel").asText();
    if (channel.isEmpty()) {
      throw new UnreadableEventException("notification.requested names no channel");
    }
    return channel;
  }

  /**
   * The event's notification as it is now.
   *
   * @throws RejectedEventException if the event's user has no such notification
   */
  public Notification owned(Handle tx, Event event) {
    var id = notificationId(event);
    return store
        .find(tx, id)
        .filter(notification -> notification.userId().equals(event.userId()))
        .orElseThrow(() -> new RejectedEventException("the user has no notification " + id));
  }

  /** For who will ask for {@link #owned} ones: by id. */
  ReadAhead<UUID, Notification> notifications() {
    return store.rows();
  }

  /** Whether a notification that is requested on a channel still has to go out there. */
  public static boolean isOpen(Notification notification, String channel) {
    return status(notification, channel)
        .filter(status -> status.status() != DeliveryStatus.REQUESTED)
        .isEmpty();
  }

  private static Optional<ChannelStatus> status(Notification notification, String channel) {
    return notification.channels().stream()
        .filter(status -> status.channel().equals(channel))
        .findFirst();
  }

  /** Marks an event that asks nothing of the group, or nothing any more. */
  public void passOver(Handle tx, String group, Event event) {
    inbox.firstTime(tx, group, event.id());
  }

  /**
   * Says that the notification has arrived.
   *
   * @param notification the event's, as it is now
   * @param attempts that it took
   */
  public void delivered(
      Handle tx,
      String group,
      Event event,
      Notification notification,
      String channel,
      int attempts) {
    if (inbox.firstTime(tx, group, event.id())) {
      var arrived =
          new ChannelStatus(channel, DeliveryStatus.DELIVERED, now(), null, attempts, null);
      settle(tx, event, notification, arrived, null);
    }
  }

  /**
   * Says that the notification will not arrive on this channel, and requests the next one.
   *
   * @param reason for a person
   */
  public void failed(Handle tx, String group, Event event, String channel, String reason) {
    if (!inbox.firstTime(tx, group, event.id())) {
      return;
    }
    var notification = owned(tx, event);
    var next = next(tx, notification, channel);
    var failure = new ChannelStatus(channel, DeliveryStatus.FAILED, now(), reason);
    settle(tx, event, notification, failure, next.orElse(null));
    next.ifPresent(
        other -> {
          store.addFallback(tx, notificationId(event), other, channel, now());
          var cause = Cause.of(SOURCE, event);
          events.requestedInstead(tx, owned(tx, event), other, channel, now(), cause);
        });
  }

  private void settle(
      Handle tx, Event event, Notification notification, ChannelStatus outcome, String fallback) {
    store.settle(tx, notification.notificationId(), outcome);
    var settled = notification.settled(outcome);
    var now = status(settled, outcome.channel()).orElse(outcome);
    events.receipt(tx, settled, now, fallback, Cause.of(SOURCE, event));
  }

  /**
   * The first in the user's order that was not asked; when all were, and none of them has delivered
   * or may still do so, the program's own.
   */
  private Optional<String> next(Handle tx, Notification notification, String failed) {
    var asked = notification.channels().stream().map(ChannelStatus::channel).toList();
    var preferred = preferences.get(tx, notification.userId());
    return Stream.concat(
            preferred.channelsOf(notification.kind()).stream(), preferred.channels().stream())
        .filter(channel -> !asked.contains(channel))
        .findFirst()
        .or(() -> lastResort(notification, asked, failed));
  }

  private static Optional<String> lastResort(
      Notification notification, List<String> asked, String failed) {
    boolean othersFailed =
        notification.channels().stream()
            .filter(status -> !status.channel().equals(failed))
            .allMatch(status -> status.status() == DeliveryStatus.FAILED);
    return Stream.of(LAST_RESORT)
        .filter(channel -> othersFailed && !asked.contains(channel))
        .findFirst();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
