package dev.kafila.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.faults.load.Answers;
import dev.kafila.faults.load.JournalEntry;
import dev.kafila.faults.load.Operations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A change that a user was told of, as an event should tell it.
 *
 * @param task as the answer showed it; null where the answer showed none
 */
record Acknowledged(long number, String taskId, String type, long version, JsonNode task) {
  private static final Map<String, String> TYPES =
      Map.of(
          Operations.CREATE, "task.created",
          Operations.CHAT_CREATE, "task.created",
          Operations.UPDATE, "task.updated",
          Operations.COMPLETE, "task.completed",
          Operations.CHAT_COMPLETE, "task.completed",
          Operations.REOPEN, "task.reopened",
          Operations.DELETE, "task.deleted");

  /** The type of the event that an operation leads to; null if to none. */
  static String typeOf(String operation) {
    return TYPES.get(operation);
  }

  /**
   * @param entries of one user, by number
   */
  static List<Acknowledged> of(List<JournalEntry> entries) {
    var changes = new ArrayList<Acknowledged>();
    // A task that this user has not changed yet is at its first version.
    Map<String, Long> versions = new HashMap<>();
    for (var entry : entries) {
      var type = TYPES.get(entry.operation());
      if (type == null || !(entry.isOk() || entry.isDoneByEarlierTry())) {
        continue;
      }
      var task = entry.isOk() ? Answers.task(entry.body()) : null;
      if (entry.operation().equals(Operations.DELETE)) {
        changes.add(change(entry, type, expected(entry), null));
      } else if (entry.isDoneByEarlierTry()) {
        versions.put(entry.taskId(), expected(entry) + 1);
        changes.add(change(entry, type, expected(entry) + 1, null));
      } else if (task != null) {
        long version = task.path("version").asLong();
        boolean created = Operations.CREATING.contains(entry.operation());
        long before = created ? 0 : versions.getOrDefault(entry.taskId(), 1L);
        if (version > before) {
          changes.add(change(entry, type, version, task));
        }
        versions.put(entry.taskId(), version);
      }
    }
    return changes;
  }

  private static long expected(JournalEntry entry) {
    return entry.request().path("version").asLong();
  }

  private static Acknowledged change(JournalEntry entry, String type, long version, JsonNode task) {
    return new Acknowledged(entry.number(), entry.taskId(), type, version, task);
  }

  /** What tells it from all other events of tasks. */
  String key() {
    return key(taskId, type, version);
  }

  static String key(SeenEvent event) {
    return key(event.taskId(), event.type(), event.version());
  }

  private static String key(String taskId, String type, long version) {
    return "%s %s version %d".formatted(type, taskId, version);
  }
}
