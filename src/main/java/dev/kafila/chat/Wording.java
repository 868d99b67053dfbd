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
    var head =
        shown.size() == total
            ? count(total) + ":"
            : "The first %d of %d tasks:".formatted(shown.size(), total);
    return head + "\n" + lines(shown, now);
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
    return late ? task(task) + " (overdue)" : task(task);
  }

  static String due(Due due) {
    return due.wholeDay() ? DAY.format(due.at()) : moment(due.at());
  }
}
