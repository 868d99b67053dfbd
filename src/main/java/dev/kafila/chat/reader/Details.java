package dev.kafila.chat.reader;

import java.util.List;
import java.util.Set;

/**
 * Fields of a task as a sentence gives them: of the new task, or those to change.
 *
 * @param title null if not given
 * @param due null if not given
 * @param repeat null if not given
 * @param reminders empty if none are given
 * @param priority low, medium or high; null if not given
 * @param tags without their #; empty if none are given
 * @param removedTags tags to take off; only in changes
 * @param cleared fields to empty; only in changes
 */
public record Details(
    String title,
    Due due,
    Repeat repeat,
    List<Reminder> reminders,
    String priority,
    List<String> tags,
    List<String> removedTags,
    Set<Field> cleared) {

  /** A field that a sentence can empty ("no due date"). */
  public enum Field {
    DUE,
    REPEAT,
    REMINDERS,
    PRIORITY,
    TAGS
  }

  public static final Details NONE =
      new Details(null, null, null, List.of(), null, List.of(), List.of(), Set.of());

  public Details withTitle(String newTitle) {
    return new Details(newTitle, due, repeat, reminders, priority, tags, removedTags, cleared);
  }

  public boolean isEmpty() {
    return equals(NONE);
  }
}
