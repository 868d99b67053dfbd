package dev.kafila.task;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * What a user decides about a task. Checked when made, so an instance always makes sense.
 *
 * @param title 1..500 characters
 * @param description at most 10,000 characters; null: none
 * @param tags lower case, in the order given, each once
 * @param due null: some day
 * @param zone where the wall times are meant
 * @param recurrenceRule RFC 5545 RRULE; null: happens once
 * @param recurrenceAnchor null unless it recurs
 */
public record TaskFields(
    String title,
    String description,
    Priority priority,
    List<String> tags,
    Due due,
    ZoneId zone,
    String recurrenceRule,
    Anchor recurrenceAnchor,
    List<Reminder> reminders) {
  private static final int MOST_DESCRIPTION = 10_000;
  private static final int MOST_REMINDERS = 20;
  private static final int LAST_YEAR = Recurrence.LAST_YEAR;

  /**
   * @throws InvalidFieldException names the first field that makes no sense
   */
  public TaskFields {
    title = Texts.title(title);
    description =
        description == null ? null : Texts.bounded("description", description, MOST_DESCRIPTION);
    priority = priority == null ? Priority.MEDIUM : priority;
    tags = Texts.tags(tags == null ? List.of() : tags);
    Objects.requireNonNull(zone);
    if (due != null && (due.at().getYear() < 1 || due.at().getYear() > LAST_YEAR)) {
      throw new InvalidFieldException(
          due.wholeDay() ? "due_date" : "due_at", "must lie in the years 1 to " + LAST_YEAR);
    }
    if (recurrenceRule == null) {
      recurrenceAnchor = null;
    } else {
      recurrenceRule = canonical(recurrenceRule);
      recurrenceAnchor = recurrenceAnchor == null ? Anchor.DUE : recurrenceAnchor;
      if (due == null) {
        throw new InvalidFieldException(
            "recurrence_rule", "a task that recurs needs due_date or due_at to start from");
      }
    }
    reminders = reminders == null ? List.of() : List.copyOf(new LinkedHashSet<>(reminders));
    if (reminders.size() > MOST_REMINDERS) {
      throw new InvalidFieldException("reminders", "at most " + MOST_REMINDERS + " are allowed");
    }
  }

  public static TaskFieldsBuilder titled(String title, ZoneId zone) {
    return new TaskFieldsBuilder().title(title).zone(zone);
  }

  /** The same, to be changed in places. */
  public TaskFieldsBuilder but() {
    return new TaskFieldsBuilder()
        .title(title)
        .description(description)
        .priority(priority)
        .tags(tags)
        .due(due)
        .zone(zone)
        .recurrence(recurrenceRule, recurrenceAnchor)
        .reminders(reminders);
  }

  private static String canonical(String rule) {
    try {
      return Recurrence.parse(rule).toString();
    } catch (IllegalArgumentException e) {
      throw new InvalidFieldException("recurrence_rule", e.getMessage());
    }
  }
}
