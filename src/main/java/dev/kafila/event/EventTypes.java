package dev.kafila.event;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Those that begin in one of these ways. */
  public static Set<String> of(String... beginnings) {
    return KNOWN.stream()
        .filter(type -> Arrays.stream(beginnings).anyMatch(type::startsWith))
        .collect(Collectors.toUnmodifiableSet());
  }
}
