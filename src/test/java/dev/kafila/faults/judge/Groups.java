package dev.kafila.faults.judge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who reads what. */
public final class Groups {
  public static final String TASKS = "task-events";
  public static final String REMINDERS = "reminder-events";
  public static final String NOTIFICATIONS = "notification-events";
  public static final String DEAD_LETTERS = "dlq.";
  public static final List<String> TOPICS = List.of(TASKS, REMINDERS, NOTIFICATIONS);

  private static final List<String> CHANNELS =
      List.of("email", "webhook", "slack", "telegram", "ntfy");

  /** How the groups of channels begin that have one of their own. */
  private static final String OF_CHANNEL = "delivery-";

  /** The topics that each group reads. */
  public static final Map<String, Set<String>> TOPICS_OF =
      withChannels(
          Map.of(
              "recurring", Set.of(TASKS),
              "reminders", Set.of(TASKS),
              "notifications", Set.of(REMINDERS),
              "delivery", Set.of(NOTIFICATIONS),
              "audit", Set.of(TASKS, NOTIFICATIONS),
              "live", Set.of(TASKS, NOTIFICATIONS)),
          Set.of(NOTIFICATIONS));

  private static final Set<String> CHANGES =
      Set.of(
          "task.created",
          "task.updated",
          "task.completed",
          "task.skipped",
          "task.reopened",
          "task.deleted");

  /** The types that each group handles. */
  private static final Map<String, Set<String>> TYPES_OF =
      withChannels(
          Map.of(
              "recurring", Set.of("task.completed", "task.skipped"),
              "reminders", CHANGES,
              "notifications", Set.of("reminder.due"),
              "delivery", Set.of("notification.requested"),
              "audit",
                  and(
                      CHANGES,
                      "notification.delivered",
                      "notification.failed",
                      "notification.read"),
              "live",
                  and(
                      CHANGES,
                      "notification.requested",
                      "notification.delivered",
                      "notification.failed",
                      "notification.read")),
          Set.of("notification.requested"));

  private static Set<String> and(Set<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, Set<String>> withChannels(
      Map<String, Set<String>> groups, Set<String> ofChannels) {
    Map<String, Set<String>> all = new HashMap<>(groups);
    CHANNELS.forEach(channel -> all.put(OF_CHANNEL + channel, ofChannels));
    return Map.copyOf(all);
  }

  private Groups() {}

  /** Whether a group handles a record, as its headers tell. */
  static boolean handles(String group, Recorded record) {
    var type = record.header("ce_type");
    if (type.isEmpty()) {
      return true;
    }
    boolean anothers =
        group.startsWith(OF_CHANNEL)
            && record
                .header("ce_channel")
                .filter(channel -> !group.equals(OF_CHANNEL + channel))
                .isPresent();
    return !anothers && TYPES_OF.get(group).contains(type.get());
  }

  /** The three topics and those of their dead letters. */
  public static List<String> allTopics() {
    return Stream.concat(TOPICS.stream(), TOPICS.stream().map(DEAD_LETTERS::concat)).toList();
  }
}
