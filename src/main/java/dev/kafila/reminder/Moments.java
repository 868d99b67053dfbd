package dev.kafila.reminder;

import dev.kafila.task.Reminder;
import dev.kafila.task.Task;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** When a task wants to be remembered. */
final class Moments {
  private final DefaultReminder defaultReminder;

  Moments(DefaultReminder defaultReminder) {
    this.defaultReminder = defaultReminder;
  }

  /** The moments that a task's fields say, past ones too, each once; none unless it is pending. */
  Set<Instant> of(Handle tx, Task task) {
    if (!task.isPending() || task.isPaused()) {
      return Set.of();
    }
    var fields = task.fields();
    return reminders(tx, task).stream()
        .map(reminder -> reminder.instant(fields.due(), fields.zone()))
        .flatMap(Optional::stream)
        .map(moment -> moment.truncatedTo(ChronoUnit.MICROS))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Reminder> reminders(Handle tx, Task task) {
    var own = task.fields().reminders();
    var due = task.fields().due();
    if (!own.isEmpty() || due == null || due.wholeDay()) {
      return own;
    }
    var minutes = defaultReminder.minutesBefore(tx, task.userId());
    return minutes.isPresent() ? List.of(Reminder.before(minutes.getAsInt())) : own;
  }
}
