package dev.kafila.chat;

import dev.kafila.chat.reader.Details;
import dev.kafila.task.Reminder;
import dev.kafila.task.Task;

/** How the reminders that a sentence asked for are said. */
final class ReminderWording {
  private static final int MINUTES_OF_HOUR = 60;
  private static final int MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;

  private ReminderWording() {}

  /**
   * To follow the task, as in ", reminder 10 minutes before"; empty where it asked for none, or for
   * one at the due time, which goes without saying.
   */
  static String of(Details said, Task task) {
    var reminders =
        said.reminders().stream()
            .filter(reminder -> !isAtDueTime(reminder, task))
            .map(reminder -> text(reminder, task))
            .toList();
    if (reminders.isEmpty()) {
      return "";
    }
    int last = reminders.size() - 1;
    return last == 0
        ? ", reminder " + reminders.get(0)
        : ", reminders %s and %s"
            .formatted(String.join(", ", reminders.subList(0, last)), reminders.get(last));
  }

  private static boolean isAtDueTime(Reminder reminder, Task task) {
    if (reminder.minutesBefore() != null) {
      return reminder.minutesBefore() == 0;
    }
    var fields = task.fields();
    return fields.due() != null
        && !fields.due().wholeDay()
        && fields.due().instant(fields.zone()).equals(reminder.remindAt().toInstant());
  }

  private static String text(Reminder reminder, Task task) {
    return reminder.minutesBefore() == null
        ? "on " + Wording.moment(reminder.remindAt().atZoneSameInstant(task.fields().zone()))
        : span(reminder.minutesBefore()) + " before";
  }

  /** In the largest unit that it is a whole number of. */
  private static String span(int minutes) {
    if (minutes % MINUTES_OF_DAY == 0) {
      return counted(minutes / MINUTES_OF_DAY, "day");
    }
    return minutes % MINUTES_OF_HOUR == 0
        ? counted(minutes / MINUTES_OF_HOUR, "hour")
        : counted(minutes, "minute");
  }

  private static String counted(int count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
