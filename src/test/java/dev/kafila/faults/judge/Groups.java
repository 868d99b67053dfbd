package dev.kafila.faults.judge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who reads what. */
public final class Groups {
  public static final String TASKS = "task-events";
  public static final String REMINDERS = "reminder-events";
  public static final String NOTIFICATIONS = "notification-events";
  public static final String DEAD_LETTERS = "dlq.";
  public static final List<String> TOPICS = List.of(TASKS, REMINDERS, NOTIFICATIONS);

  /** The topic that each group reads. */
  public static final Map<String, String> TOPIC_OF =
      Map.of(
          "recurring",
          TASKS,
          "reminders",
          TASKS,
          "notifications",
          REMINDERS,
          "delivery",
          NOTIFICATIONS);

  /** The types that each group handles. */
  static final Map<String, Set<String>> TYPES_OF =
      Map.of(
          "recurring", Set.of("task.completed", "task.skipped"),
          "reminders",
              Set.of(
                  "task.created",
                  "task.updated",
                  "task.completed",
                  "task.skipped",
                  "task.reopened",
                  "task.deleted"),
          "notifications", Set.of("reminder.due"),
          "delivery", Set.of("notification.requested"));

  private Groups() {}

  /** The three topics and those of their dead letters. */
  public static List<String> allTopics() {
    return Stream.concat(TOPICS.stream(), TOPICS.stream().map(DEAD_LETTERS::concat)).toList();
  }
}
