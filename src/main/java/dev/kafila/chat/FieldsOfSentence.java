package dev.kafila.chat;

import dev.kafila.chat.reader.Details;
import dev.kafila.task.Anchor;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import dev.kafila.task.TaskFields;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns what a sentence says into a task's fields. */
final class FieldsOfSentence {
  private FieldsOfSentence() {}

  static TaskFields create(Details said, ZoneId zone) {
    var fields =
        TaskFields.titled(said.title(), zone)
            .priority(priority(said))
            .tags(said.tags())
            .reminders(reminders(said));
    if (said.due() != null) {
      fields.due(due(said.due())).zone(said.due().zone());
    }
    if (said.repeat() != null) {
      fields.recurrence(said.repeat().rule(), anchor(said));
    }
    return fields.build();
  }

  static TaskFields change(TaskFields old, Details said, ZoneId zone) {
    var fields = old.but();
    if (said.title() != null) {
      fields.title(said.title());
    }
    if (said.due() != null) {
      fields.due(moved(old.due(), said.due())).zone(zone);
    }
    if (said.repeat() != null) {
      fields.recurrence(said.repeat().rule(), anchor(said));
    }
    if (!said.reminders().isEmpty()) {
      fields.reminders(reminders(said));
    }
    if (said.priority() != null) {
      fields.priority(priority(said));
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

  /** A new time keeps the day, a new day keeps the time. */
  private static Due moved(Due old, dev.kafila.chat.reader.Due said) {
    if (old == null) {
      return due(said);
    }
    if (said.dateInferred() && !said.wholeDay()) {
      return Due.at(old.at().toLocalDate().atTime(said.time()));
    }
    if (said.wholeDay() && !old.wholeDay()) {
      return Due.at(said.date().atTime(old.at().toLocalTime()));
    }
    return due(said);
  }

  private static Due due(dev.kafila.chat.reader.Due said) {
    return said.wholeDay() ? Due.on(said.date()) : Due.at(said.date().atTime(said.time()));
  }

  private static Priority priority(Details said) {
    return said.priority() == null
        ? null
        : Priority.valueOf(said.priority().toUpperCase(Locale.ROOT));
  }

  private static Anchor anchor(Details said) {
    return Anchor.valueOf(said.repeat().anchor().name());
  }

  private static List<Reminder> reminders(Details said) {
    return said.reminders().stream()
        .map(
            r ->
                r.at() == null
                    ? Reminder.before(r.minutesBefore())
                    : Reminder.at(r.at().toOffsetDateTime()))
        .toList();
  }
}
