package dev.kafila.deadletter;

import dev.kafila.event.EventTypes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which events matter to a consumer group, and which of them may come in any order. */
final class GroupEvents {
  /**
   * These groups handle nothing else. Whatever comes earlier or later, a completed occurrence gets
   * its one successor, a due reminder its one notification, a request its one receipt.
   */
  private static final Map<String, Set<String>> IN_ANY_ORDER =
      Map.of(
          "recurring", Set.of("task.completed", "task.skipped"),
          "notifications", Set.of("reminder.due"),
          "delivery", Set.of("notification.requested"));

  /** What the other groups of Kafila's handle, as their routes say. */
  private static final Map<String, Set<String>> IN_ORDER =
      Map.of(
          "reminders", EventTypes.of("task."),
          "audit",
              EventTypes.of(
                  "task.", "notification.delivered", "notification.failed", "notification.read"),
          "live", EventTypes.of("task.", "notification."));

  private GroupEvents() {}

  /** Whether an event may be handled after later ones of its user. */
  static boolean commutes(String group, Optional<String> type) {
    return type.isPresent() && IN_ANY_ORDER.getOrDefault(group, Set.of()).contains(type.get());
  }

  /** False where the group passes over such an event. */
  static boolean handles(String group, Optional<String> type) {
    var handled = IN_ANY_ORDER.getOrDefault(group, IN_ORDER.get(group));
    return handled == null || type.isEmpty() || handled.contains(type.get());
  }

  /** Whether what the group has come past without marking it had no effect. */
  static boolean unmarkedMeansNothing(String group) {
    return IN_ANY_ORDER.containsKey(group);
  }
}
