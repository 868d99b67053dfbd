package dev.kafila.event;

import java.util.List;

/** The topics by name. */
public final class EventTopics {
  public static final String TASKS = "task-events";
  public static final String REMINDERS = "reminder-events";
  public static final String NOTIFICATIONS = "notification-events";
  public static final List<String> ALL = List.of(TASKS, REMINDERS, NOTIFICATIONS);

  private EventTopics() {}

  /** Where a topic's failed records go. */
  public static String deadLettersOf(String topic) {
    return "dlq." + topic;
  }
}
