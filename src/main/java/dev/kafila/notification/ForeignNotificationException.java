package dev.kafila.notification;

import java.util.UUID;

/** A notification that belongs to another user. */
public final class ForeignNotificationException extends RuntimeException {
  public ForeignNotificationException(UUID notificationId) {
    super("notification " + notificationId + " belongs to another user");
  }
}
