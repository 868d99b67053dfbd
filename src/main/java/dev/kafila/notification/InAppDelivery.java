package dev.kafila.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Inbox;
import dev.kafila.event.Outbox;
import dev.kafila.event.RejectedEventException;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Delivers to the user's inbox, where a notification lies from the start: what is left is the
 * receipt. A request for a channel that nobody serves gets its receipt here too.
 */
public final class InAppDelivery {
  /** The channel's name. */
  public static final String CHANNEL = "in_app";

  private static final String GROUP = "delivery";
  private static final String SOURCE = "/kafila/delivery";

  private final UserTransactions transactions;
  private final Inbox inbox;
  private final NotificationStore store = new NotificationStore();
  private final NotificationEvents events;
  private final Clock clock;

  public InAppDelivery(UserTransactions transactions, Inbox inbox, Outbox outbox, Clock clock) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.events = new NotificationEvents(outbox);
    this.clock = clock;
  }

  /**
   * @param event {@code notification.requested}
   * @throws UnreadableEventException if it does not say what goes where
   * @throws RejectedEventException if this user has no such notification
   */
  public void handle(Event event) {
    var notificationId = notificationId(event.data());
    var channel = channel(event.data());
    transactions.inUser(
        event.userId(),
        tx -> {
          if (inbox.firstTime(tx, GROUP, event.id())) {
            deliver(tx, owned(tx, event.userId(), notificationId), channel, event);
          }
          return null;
        });
  }

  private void deliver(Handle tx, Notification notification, String channel, Event event) {
    boolean done =
        notification.channels().stream()
            .anyMatch(
                status ->
                    status.channel().equals(channel)
                        && status.status() != DeliveryStatus.REQUESTED);
    if (done) {
      return;
    }
    var outcome = outcome(channel);
    store.tried(tx, notification.notificationId(), outcome);
    var now = owned(tx, notification.userId(), notification.notificationId());
    events.receipt(tx, now, outcome, Cause.of(SOURCE, event));
  }

  private ChannelStatus outcome(String channel) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return channel.equals(CHANNEL)
        ? new ChannelStatus(channel, DeliveryStatus.DELIVERED, now, null)
        : new ChannelStatus(
            channel, DeliveryStatus.FAILED, now, "there is no channel '%s'".formatted(channel));
  }

  private Notification owned(Handle tx, String userId, UUID notificationId) {
    return store
        .find(tx, notificationId)
        .filter(notification -> notification.userId().equals(userId))
        .orElseThrow(
            () -> new RejectedEventException("the user has no notification " + notificationId));
  }

  private static UUID notificationId(JsonNode data) {
    try {
      return UUID.fromString(data.path("notification").path("notification_id").asText());
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(
          "notification.requested carries no notification.notification_id", e);
    }
  }

  private static String channel(JsonNode data) {
    var channel = data.path("channel").asText();
    if (channel.isEmpty()) {
      throw new UnreadableEventException("notification.requested names no channel");
    }
    return channel;
  }
}
