package dev.kafila.chat.reader;

import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fields of a task as a sentence gives them: of the new task, or those to change.
 *
 * @param title null if not given
 * @param due a day or a wall time in the user's zone; null if not given. In a change, a day without
 *     a time leaves the task its time
 * @param dayInferred true where the sentence named no day ("no, at 10", "and every week"): in a new
 *     task it is the next that fits, in a change the task keeps its own
 * @param repeat null if not given
 * @param reminders empty if none are given
 * @param priority null if not given
 * @param tags without their #; empty if none are given
 * @param removedTags tags to take off; only in changes
 * @param cleared fields to empty; only in changes
 */
public record Details(
    String title,
    Due due,
    boolean dayInferred,
    Repeat repeat,
    List<Reminder> reminders,
    Priority priority,
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
      new Details(null, null, false, null, List.of(), null, List.of(), List.of(), Set.of());

  public Details withTitle(String newTitle) {
    return new Details(
        newTitle, due, dayInferred, repeat, reminders, priority, tags, removedTags, cleared);
  }

  /** The same, due at its own time of another day. */
  Details on(LocalDate day) {
    return new Details(
        title,
        Due.at(day.atTime(due.at().toLocalTime())),
        false,
        repeat,
        reminders,
        priority,
        tags,
        removedTags,
        cleared);
  }

  /** The same with what another change says besides. */
  Details and(Details other) {
    Set<Field> bothCleared = new HashSet<>(cleared);
    bothCleared.addAll(other.cleared);
    boolean dueHere = other.due == null;
    return new Details(
        other.title == null ? title : other.title,
        dueHere ? due : other.due,
        dueHere ? dayInferred : other.dayInferred,
        other.repeat == null ? repeat : other.repeat,
        joined(reminders, other.reminders),
        other.priority == null ? priority : other.priority,
        joined(tags, other.tags),
        joined(removedTags, other.removedTags),
        Set.copyOf(bothCleared));
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  public boolean isEmpty() {
    return equals(NONE);
  }
}
