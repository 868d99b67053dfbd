package dev.kafila.chat;

import dev.kafila.chat.reader.Details;
import dev.kafila.task.Due;
import dev.kafila.task.Recurrence;
import dev.kafila.task.TaskFields;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Turns what a sentence says into a task's fields. */
final class FieldsOfSentence {
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
   * @param due when it is due as said, seen with the task's own; null if that isn't said
   */
  static TaskFields change(TaskFields old, Details said, Due due, ZonedDateTime now) {
    var fields = old.but();
    if (said.title() != null) {
      fields.title(said.title());
    }
    if (said.due() != null) {
      fields.due(moved(old.due(), due, said.dayInferred())).zone(now.getZone());
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

  /** A task that gets a rule and has no date begins on the rule's next one. */
  private static Due firstOf(String rule, LocalDate today) {
    return Recurrence.parse(rule).next(today, today.minusDays(1)).map(Due::on).orElse(null);
  }

  /** A new time keeps the day, a new day keeps the time. */
  private static Due moved(Due old, Due due, boolean dayInferred) {
    if (old == null) {
      return due;
    }
    if (dayInferred && due.wholeDay()) {
      return old;
    }
    if (dayInferred) {
      return Due.at(old.at().toLocalDate().atTime(due.at().toLocalTime()));
    }
    return due.wholeDay()
        ? old.movedTo(due.at().toLocalDate().atTime(old.at().toLocalTime()))
        : due;
  }
}
