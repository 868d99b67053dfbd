package dev.kafila.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Reading;
import dev.kafila.task.Anchor;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code kafila parse} tells of a phrase; what it lacks is absent.
 *
 * @param text as it was; null within {@code tasks}
 * @param target words of the task that a command is about
 * @param numbers the places in a list by which a command names its tasks: 1 the first, -1 the last,
 *     0 all
 * @param removedTags tags to take away
 * @param cleared fields to empty, such as {@code due}
 * @param filter which tasks are listed, searched or changed as a set
 * @param snoozedBy ISO 8601, such as {@code PT2H}
 * @param tasks each task of a phrase that has several; the phrase's own fields are the first one's
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"text", "intent", "title", "target", "numbers", "due_date", "due_at"})
record ParsedPhrase(
    @JsonInclude(JsonInclude.Include.NON_NULL) String text,
    String intent,
    String title,
    String target,
    List<Integer> numbers,
    String dueDate,
    String dueAt,
    String recurrenceRule,
    Anchor recurrenceAnchor,
    List<Map<String, Object>> reminders,
    Priority priority,
    List<String> tags,
    List<String> removedTags,
    List<String> cleared,
    ParsedFilter filter,
    String snoozedBy,
    String question,
    List<ParsedPhrase> tasks) {

  static ParsedPhrase of(String text, Reading reading, ZoneId zone) {
    Details details = reading.details();
    boolean clear = reading.question() == null;
    Due due = clear ? details.due() : null;
    boolean hasTime = due != null && !due.wholeDay();
    return new ParsedPhrase(
        text,
        reading.intent().tool(),
        details.title(),
        reading.target() == null ? null : reading.target().words(),
        numbers(reading),
        due == null || hasTime ? null : due.at().toLocalDate().toString(),
        hasTime ? LocalTimes.text(due.at().atZone(zone)) : null,
        details.repeat() == null || !clear ? null : details.repeat().rule(),
        details.repeat() == null || !clear ? null : details.repeat().anchor(),
        details.reminders().stream().map(reminder -> reminder(reminder, zone)).toList(),
        details.priority(),
        details.tags(),
        details.removedTags(),
        details.cleared().stream()
            .map(field -> field.name().toLowerCase(Locale.ROOT))
            .sorted()
            .toList(),
        reading.filter() == null ? null : ParsedFilter.of(reading.filter()),
        reading.amount() == null ? null : reading.amount().iso(),
        reading.question(),
        reading.tasks().stream().map(task -> of(null, task, zone)).toList());
  }

  private static List<Integer> numbers(Reading reading) {
    var target = reading.target();
    if (target == null || target.number() == null) {
      return reading.choices();
    }
    return Stream.concat(Stream.of(target.number()), target.alsoNumbers().stream()).toList();
  }

  private static Map<String, Object> reminder(Reminder reminder, ZoneId zone) {
    return reminder.remindAt() == null
        ? Map.of("minutes_before", reminder.minutesBefore())
        : Map.of("remind_at", LocalTimes.text(reminder.remindAt().atZoneSameInstant(zone)));
  }

  /** A line for each field, for people. */
  String lines() {
    boolean several = question == null && !tasks.isEmpty();
    return several
        ? tasks.stream().map(ParsedPhrase::lines).collect(Collectors.joining("\n\n"))
        : fieldLines();
  }

  private String fieldLines() {
    StringBuilder lines = new StringBuilder();
    line(lines, "intent", intent);
    line(lines, "title", title);
    line(lines, "target", target);
    line(lines, "numbers", numbers.isEmpty() ? null : numbers.toString());
    line(lines, "due", dueDate == null ? dueAt : dueDate);
    line(lines, "repeats", recurrenceRule);
    boolean completion = recurrenceAnchor == Anchor.COMPLETION;
    line(lines, "counted from", completion ? "completion" : null);
    for (Map<String, Object> reminder : reminders) {
      Object before = reminder.get("minutes_before");
      line(
          lines,
          "reminder",
          before == null ? reminder.get("remind_at").toString() : before + " minutes before");
    }
    line(lines, "priority", priority == null ? null : priority.name().toLowerCase(Locale.ROOT));
    line(lines, "tags", list(tags));
    line(lines, "without tags", list(removedTags));
    line(lines, "cleared", list(cleared));
    line(lines, "filter", filter == null ? null : filter.line());
    line(lines, "snoozed by", snoozedBy);
    line(lines, "question", question);
    return lines.toString().stripTrailing();
  }

  private static String list(List<String> values) {
    return values.isEmpty() ? null : String.join(", ", values);
  }

  private static void line(StringBuilder lines, String name, String value) {
    if (value != null) {
      lines.append("%-13s%s%n".formatted(name, value));
    }
  }
}
