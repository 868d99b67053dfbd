package dev.kafila.chat;

import dev.kafila.chat.reader.Details;
import dev.kafila.task.Due;
import dev.kafila.task.Recurrence;
import dev.kafila.task.TaskFields;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Turns what a sentence says into a task's fields. */
final class FieldsOfSentence {
  private static final Pattern ONE_WEEKDAY = Pattern.compile("(;BYDAY=)[A-Z]{2}(?![A-Z,])");

  private FieldsOfSentence() {}

  static TaskFields create(Details said, ZoneId zone) {
    var fields =
        TaskFields.titled(said.title(), zone)
            .priority(said.priority())
            .tags(said.tags())
            .reminders(said.reminders());
    if (said.due() != null) {
      fields.due(said.due());
    }
    if (said.repeat() != null) {
      fields.recurrence(said.repeat().rule(), said.repeat().anchor());
    }
    return fields.build();
  }

  /**
   * @param series whether it is said of the whole series
   */
  static TaskFields change(TaskFields old, Details said, ZonedDateTime now, boolean series) {
    var fields = old.but();
    if (said.title() != null) {
      fields.title(said.title());
    }
    if (said.due() != null) {
      var due = moved(old.due(), said);
      fields.due(due).zone(now.getZone());
      if (series && said.repeat() == null && old.recurrenceRule() != null) {
        var rule = onWeekday(old.recurrenceRule(), old.due(), due.at().getDayOfWeek());
        fields.recurrence(rule, old.recurrenceAnchor());
      }
    }
    if (said.repeat() != null) {
      fields.recurrence(said.repeat().rule(), said.repeat().anchor());
      if (said.due() == null && old.due() == null) {
        fields.due(firstOf(said.repeat().rule(), now.toLocalDate()));
      }
    }
    if (!said.reminders().isEmpty()) {
      fields.reminders(said.reminders());
    }
    if (said.priority() != null) {
      fields.priority(said.priority());
    }
    List<String> tags = new ArrayList<>(old.tags());
    tags.addAll(said.tags());
    tags.removeIf(tag -> said.removedTags().stream().anyMatch(tag::equalsIgnoreCase));
    fields.tags(tags);
    for (var field : said.cleared()) {
      switch (field) {
        case DUE -> fields.due(null);
        case REPEAT -> fields.recurrence(null, null);
        case REMINDERS -> fields.reminders(List.of());
        case PRIORITY -> fields.priority(null);
        case TAGS -> fields.tags(said.tags());
      }
    }
    return fields.build();
  }

  /** A weekly rule of one weekday goes on on the one to which its series is moved. */
  private static String onWeekday(String rule, Due old, DayOfWeek day) {
    boolean weekly = rule.contains("FREQ=WEEKLY") && !rule.contains("COUNT=");
    boolean moved = old != null && old.at().getDayOfWeek() != day;
    return weekly && moved
        ? ONE_WEEKDAY.matcher(rule).replaceFirst("$1" + day.name().substring(0, 2))
        : rule;
  }

  /** A task that gets a rule and has no date begins on the rule's next one. */
  private static Due firstOf(String rule, LocalDate today) {
    return Recurrence.parse(rule).next(today, today.minusDays(1)).map(Due::on).orElse(null);
  }

  /** A new time keeps the day, a new day keeps the time. */
  private static Due moved(Due old, Details said) {
    var due = said.due();
    if (old == null) {
      return due;
    }
    if (said.dayInferred() && due.wholeDay()) {
      return old;
    }
    if (said.dayInferred()) {
      return Due.at(old.at().toLocalDate().atTime(due.at().toLocalTime()));
    }
    return due.wholeDay()
        ? old.movedTo(due.at().toLocalDate().atTime(old.at().toLocalTime()))
        : due;
  }
}
