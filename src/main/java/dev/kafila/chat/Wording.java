package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How tasks and times are said to a person. */
final class Wording {
  private static final int MOST_NUMBERED = 20;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy, H:mm", Locale.ENGLISH);

  private static final DateTimeFormatter EARLY_MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);
  private static final int FIRST_PLAIN_HOUR = 7;

  private Wording() {}

  static String title(Task task) {
    return quoted(task.fields().title());
  }

  static String quoted(String words) {
    return "\"" + words + "\"";
  }

  /** Its title, and how its date, rule, priority and tags were understood. */
  static String task(Task task) {
    var fields = task.fields();
    var text = new StringBuilder(title(task));
    if (fields.due() != null) {
      text.append(" for ").append(due(fields.due()));
    }
    if (fields.recurrenceRule() != null) {
      text.append(", ").append(rule(fields));
    }
    if (fields.priority() == Priority.HIGH) {
      text.append(", high priority");
    }
    if (fields.priority() == Priority.LOW) {
      text.append(", low priority");
    }
    fields.tags().forEach(tag -> text.append(" #").append(tag));
    return text.toString();
  }

  static String rule(TaskFields fields) {
    return RuleWording.of(fields.recurrenceRule(), fields.recurrenceAnchor());
  }

  static String moment(ZonedDateTime time) {
    return moment(time.toLocalDateTime());
  }

  /** An hour before 7 is written with a zero, which says that it is no hour of the afternoon. */
  private static String moment(LocalDateTime time) {
    boolean early = time.getHour() > 0 && time.getHour() < FIRST_PLAIN_HOUR;
    return (early ? EARLY_MOMENT : MOMENT).format(time);
  }

  static String verb(Intent intent) {
    return switch (intent) {
      case COMPLETE -> "complete";
      case REOPEN -> "reopen";
      case DELETE -> "delete";
      case SNOOZE -> "snooze";
      case SKIP -> "skip";
      case PAUSE -> "pause";
      case RESUME -> "resume";
      default -> "change";
    };
  }

  static String list(List<Task> shown, int total, ZonedDateTime now) {
    if (total == 0) {
      return "Nothing found.";
    }
    if (shown.size() == total) {
      return count(total) + ":\n" + lines(shown, now);
    }
    if (shown.size() == 1) {
      return first(shown.get(0), total - 1, now);
    }
    return "The first %d of %d tasks:\n%s".formatted(shown.size(), total, lines(shown, now));
  }

  private static String first(Task task, int more, ZonedDateTime now) {
    return "%s is %s. %d more %s after it."
        .formatted(
            task.isPending() ? "Next" : "The first",
            line(task, now),
            more,
            more == 1 ? "comes" : "come");
  }

  /** "1 task", "2 tasks". */
  static String count(int tasks) {
    return tasks == 1 ? "1 task" : tasks + " tasks";
  }

  /** A line each, with numbers to choose from; the last says how many more there are. */
  static String numbered(List<Task> tasks) {
    int more = tasks.size() - MOST_NUMBERED;
    return more <= 0
        ? lines(tasks, null)
        : lines(tasks.subList(0, MOST_NUMBERED), null) + "\n... and " + more + " more";
  }

  private static String lines(List<Task> tasks, ZonedDateTime now) {
    return IntStream.range(0, tasks.size())
        .mapToObj(i -> (i + 1) + ". " + line(tasks.get(i), now))
        .collect(Collectors.joining("\n"));
  }

  private static String line(Task task, ZonedDateTime now) {
    if (!task.isPending()) {
      return task(task) + " (done)";
    }
    if (task.isPaused()) {
      return task(task) + " (paused)";
    }
    var due = task.fields().due();
    boolean late =
        now != null
            && due != null
            && (due.wholeDay() ? due.at().plusDays(1) : due.at())
                .atZone(task.fields().zone())
                .isBefore(now);
    var text = task(task) + zone(task, now);
    return late ? text + " (overdue)" : text;
  }

  /** The zone that a time is meant in, where clocks differ there from the user's. */
  private static String zone(Task task, ZonedDateTime now) {
    var due = task.fields().due();
    var zone = task.fields().zone();
    if (now == null || due == null || due.wholeDay()) {
      return "";
    }
    var instant = due.instant(zone);
    boolean same =
        zone.getRules().getOffset(instant).equals(now.getZone().getRules().getOffset(instant));
    return same ? "" : " (" + zone.getId() + ")";
  }

  static String due(Due due) {
    return due.wholeDay() ? DAY.format(due.at()) : moment(due.at());
  }
}
