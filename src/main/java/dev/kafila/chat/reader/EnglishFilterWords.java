package dev.kafila.chat.reader;

import dev.kafila.task.Priority;
import java.util.Map;
import java.util.Set;

/** Words by which tasks are described as a set. */
final class EnglishFilterWords {
  static final Set<String> NOUNS =
      Set.of(
          "task",
          "tasks",
          "todo",
          "todos",
          "item",
          "items",
          "thing",
          "things",
          "reminder",
          "reminders",
          "everything",
          "list",
          "anything",
          "stuff",
          "schedule",
          "agenda",
          "ones",
          "chores",
          "errands",
          "jobs",
          "event",
          "events",
          "calendar",
          "planner");
  static final Set<String> FILLERS =
      Set.of(
          "all",
          "my",
          "the",
          "of",
          "me",
          "every",
          "each",
          "which",
          "that",
          "are",
          "is",
          "with",
          "a",
          "still",
          "currently",
          "left",
          "to",
          "do",
          "have",
          "i",
          "been",
          "any",
          "please",
          "scheduled",
          "planned",
          "and",
          "?",
          ".",
          "!",
          "what",
          ":",
          ",",
          "on",
          "for",
          "'s",
          "now",
          "up",
          "our",
          "there",
          "be",
          "done?",
          "from",
          "in",
          "get",
          "by",
          "at",
          "due",
          "coming",
          "upcoming",
          "today's",
          "set",
          "am",
          "should",
          "happening",
          "plate",
          "going",
          "that's",
          "need",
          "i've",
          "i'm",
          "we",
          "did",
          "those",
          "these",
          "got",
          "today");
  static final Set<String> PENDING =
      Set.of(
          "pending",
          "open",
          "incomplete",
          "outstanding",
          "active",
          "remaining",
          "unfinished",
          "undone",
          "uncompleted",
          "todo");
  static final Set<String> COMPLETED =
      Set.of("completed", "done", "finished", "complete", "closed", "ticked", "archived");
  static final Map<String, Priority> PRIORITIES =
      Map.of(
          "important", Priority.HIGH,
          "urgent", Priority.HIGH,
          "critical", Priority.HIGH);
  static final Map<String, Priority> GRADES =
      Map.of("high", Priority.HIGH, "medium", Priority.MEDIUM, "low", Priority.LOW);

  /** "without a due date", "with no deadline". */
  static boolean undated(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("undated", "unscheduled")) {
      return true;
    }
    c.skipOneOf("that have", "which have", "with");
    boolean no = c.skipOneOf("without", "no", "that don't have", "don't have");
    c.skipOneOf("a", "any");
    boolean date =
        no && c.skipOneOf("due dates", "due date", "dates", "date", "deadlines", "deadline");
    return date || c.back(mark);
  }

  private EnglishFilterWords() {}
}
