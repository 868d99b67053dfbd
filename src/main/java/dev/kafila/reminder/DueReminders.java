package dev.kafila.reminder;

import dev.kafila.event.Cause;
import dev.kafila.event.Outbox;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Task;
import dev.kafila.task.TaskNotFoundException;
import dev.kafila.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Says that a reminder's moment has come: once, and only if the task still wants it. */
public final class DueReminders {
  private static final String SOURCE = "/kafila/reminders";
  private static final Duration IN_TIME = Duration.ofMinutes(1);

  private final UserTransactions transactions;
  private final Tasks tasks;
  private final ReminderStore store = new ReminderStore();
  private final ReminderEvents events;
  private final Moments moments;
  private final Clock clock;

  public DueReminders(
      UserTransactions transactions,
      Tasks tasks,
      Outbox outbox,
      DefaultReminder defaultReminder,
      Clock clock) {
    this.transactions = transactions;
    this.tasks = tasks;
    this.events = new ReminderEvents(outbox);
    this.moments = new Moments(defaultReminder);
    this.clock = clock;
  }

  /** Fires a reminder. One that has fired or was cancelled stays as it is. */
  public void fire(UUID reminderId) {
    transactions
        .read(handle -> store.scheduledById(handle, reminderId))
        .ifPresent(
            reminder ->
                transactions.inUser(
                    reminder.userId(),
                    tx -> {
                      // Again, now that nobody else can change it.
                      store.scheduledById(tx, reminderId).ifPresent(still -> settle(tx, still));
                      return null;
                    }));
  }

  private void settle(Handle tx, ScheduledReminder reminder) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var cause = new Cause(SOURCE, reminder.traceparent());
    var task = find(tx, reminder).filter(found -> wants(tx, found, reminder));
    if (task.isEmpty()) {
      store.cancel(tx, reminder.reminderId(), now);
      events.cancelled(tx, reminder, now, cause);
      return;
    }
    boolean late = isLate(reminder, now);
    store.fire(tx, reminder.reminderId(), late, now);
    events.due(tx, reminder, late, task.get(), now, cause);
  }

  private static boolean isLate(ScheduledReminder reminder, Instant now) {
    return now.isAfter(reminder.remindAt().plus(IN_TIME));
  }

  private Optional<Task> find(Handle tx, ScheduledReminder reminder) {
    try {
      return Optional.of(tasks.get(tx, reminder.userId(), reminder.taskId()));
    } catch (TaskNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The task may have changed without its event having come here yet. */
  private boolean wants(Handle tx, Task task, ScheduledReminder reminder) {
    boolean changed = task.version() > store.followed(tx, task.taskId());
    return task.isPending() && (!changed || moments.of(tx, task).contains(reminder.remindAt()));
  }
}
