package dev.kafila.notification;

import dev.kafila.event.Cause;
import dev.kafila.event.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a user was told. */
public final class NotificationInbox {
  private final NotificationStore store = new NotificationStore();
  private final NotificationEvents events;
  private final Clock clock;

  public NotificationInbox(Outbox outbox, Clock clock) {
    this.events = new NotificationEvents(outbox);
    this.clock = clock;
  }

  /**
   * A page, newest first.
   *
   * @param after only what is older than this one: the cursor, the last id of the page before
   * @param limit at most so many
   */
  public List<Notification> list(Handle tx, String userId, Optional<UUID> after, int limit) {
    return store.list(tx, userId, after, limit);
  }

  /**
   * Marks a notification as read, in a transaction that holds the user's lock. What was read before
   * stays as it is, and is no event.
   *
   * @return the notification as it is now
   * @throws NotificationNotFoundException if there is none
   * @throws ForeignNotificationException if it is another user's
   */
  public Notification markRead(Handle tx, String userId, UUID notificationId, Cause cause) {
    var notification = get(tx, userId, notificationId);
    if (notification.readAt() != null) {
      return notification;
    }
    store.read(tx, notificationId, clock.instant().truncatedTo(ChronoUnit.MICROS));
    var read = get(tx, userId, notificationId);
    events.read(tx, read, cause);
    return read;
  }

  private Notification get(Handle tx, String userId, UUID notificationId) {
    var notification =
        store
            .find(tx, notificationId)
            .orElseThrow(() -> new NotificationNotFoundException(notificationId));
    if (!notification.userId().equals(userId)) {
      throw new ForeignNotificationException(notificationId);
    }
    return notification;
  }
}
