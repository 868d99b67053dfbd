package dev.kafila.chat.reader;

import dev.kafila.task.Anchor;
import dev.kafila.task.Due;
import dev.kafila.task.Reminder;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A reading in the columns of the conformance table. */
record Understood(String intent, String title, String due, String rule, String more) {

  static Understood of(Reading reading, ZoneId zone) {
    Details details = reading.details();
    return new Understood(
        reading.intent().name().toLowerCase(Locale.ROOT),
        text(details.title()),
        due(details.due(), zone),
        details.repeat() == null ? "" : details.repeat().rule(),
        more(reading, zone));
  }

  private static String due(Due due, ZoneId zone) {
    if (due == null) {
      return "";
    }
    return due.wholeDay()
        ? due.at().toLocalDate().toString()
        : due.at().atZone(zone).toLocalDateTime().toString();
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private static String more(Reading reading, ZoneId zone) {
    Details details = reading.details();
    List<String> more = new ArrayList<>();
    if (reading.question() != null) {
      more.add("asks");
    }
    if (details.repeat() != null && details.repeat().anchor() == Anchor.COMPLETION) {
      more.add("from completion");
    }
    details.reminders().forEach(reminder -> more.add("remind " + reminder(reminder, zone)));
    if (details.priority() != null) {
      more.add(details.priority().name().toLowerCase(Locale.ROOT));
    }
    details.tags().forEach(tag -> more.add("#" + tag));
    details.removedTags().forEach(tag -> more.add("-#" + tag));
    details.cleared().forEach(field -> more.add("no " + field.name().toLowerCase(Locale.ROOT)));
    target(reading.target(), more);
    filter(reading.filter(), more);
    if (reading.amount() != null) {
      more.add("by " + reading.amount().iso());
    }
    if (!reading.choices().isEmpty()) {
      more.add(
          "choice "
              + reading.choices().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    return String.join("; ", more);
  }

  private static String reminder(Reminder reminder, ZoneId zone) {
    return reminder.remindAt() == null
        ? reminder.minutesBefore() + "m before"
        : "at " + reminder.remindAt().atZoneSameInstant(zone).toLocalDateTime();
  }

  private static void target(Target target, List<String> more) {
    if (target == null) {
      return;
    }
    String which = target.last() ? "it" : "“" + target.words() + "”";
    if (target.number() != null) {
      List<Integer> numbers = new ArrayList<>(target.alsoNumbers());
      numbers.add(0, target.number());
      which = "no. " + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    String done = target.done() == null ? "" : target.done() + " ";
    more.add(done + which + (target.series() ? " (series)" : ""));
  }

  private static void filter(Filter filter, List<String> more) {
    if (filter == null) {
      return;
    }
    more.add(filter.status() == null ? "all" : filter.status().name().toLowerCase(Locale.ROOT));
    if (filter.query() != null) {
      more.add("query “" + filter.query() + "”");
    }
    filter.tags().forEach(tag -> more.add("tagged " + tag));
    if (filter.priority() != null) {
      more.add("priority " + filter.priority().name().toLowerCase(Locale.ROOT));
    }
    if (filter.from() != null || filter.to() != null) {
      more.add(text(filter.from()) + ".." + text(filter.to()));
    }
    if (filter.hours() != null) {
      more.add(filter.hours().from() + ".." + filter.hours().to());
    }
    filter.traits().stream()
        .sorted()
        .forEach(trait -> more.add(trait.name().toLowerCase(Locale.ROOT)));
    if (filter.overdue()) {
      more.add("overdue");
    }
    if (filter.limit() != null) {
      more.add("first " + filter.limit());
    }
  }
}
