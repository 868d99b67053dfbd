package dev.kafila.notification;

import java.util.UUID;

/** No such notification. */
public final class NotificationNotFoundException extends RuntimeException {
  public NotificationNotFoundException(UUID notificationId) {
    super("there is no notification " + notificationId);
  }
}
