package dev.kafila.notification;

import dev.kafila.task.Task;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a reminder says about its task, in the task's own time. */
final class ReminderText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy 'at' HH:mm", Locale.ENGLISH);

  private ReminderText() {}

  static String of(Task task, Instant remindAt, boolean late) {
    var due = task.fields().due();
    var text = new StringBuilder();
    if (due == null) {
      text.append("You wanted to be reminded of this.");
    } else {
      text.append("Due ").append(due.at().format(due.wholeDay() ? DAY : TIME)).append('.');
    }
    if (late) {
      text.append(" This reminder is late: its time was ")
          .append(remindAt.atZone(task.fields().zone()).format(TIME))
          .append('.');
    }
    return text.toString();
  }
}
