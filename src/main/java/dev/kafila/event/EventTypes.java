package dev.kafila.event;

import java.util.Set;

/** Every {@code ce_type} that a topic of Kafila may carry. */
public final class EventTypes {
  public static final Set<String> KNOWN =
      Set.of(
          "task.created",
          "task.updated",
          "task.completed",
          "task.reopened",
          "task.deleted",
          "task.skipped",
          "reminder.scheduled",
          "reminder.cancelled",
          "reminder.due",
          "notification.requested",
          "notification.delivered",
          "notification.failed",
          "notification.read");

  private EventTypes() {}
}
