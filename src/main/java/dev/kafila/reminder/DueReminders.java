package dev.kafila.reminder;

import dev.kafila.event.Cause;
import dev.kafila.event.Outbox;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Task;
import dev.kafila.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Says that a reminder's moment has come: once, and only if the task still wants it. */
public final class DueReminders {
  private static final String SOURCE = "/kafila/reminders";
  private static final Duration IN_TIME = Duration.ofMinutes(1);

  /** In one transaction: their users wait for it. */
  private static final int MOST_TOGETHER = 200;

  private final UserTransactions transactions;
  private final Tasks tasks;
  private final ReminderStore store = new ReminderStore();
  private final ReminderExecutions executions = new ReminderExecutions();
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

  /**
   * Fires a reminder, and with it all others that are due, many in one transaction; only those
   * whose users are busy are left. Nobody waits for a user but the reminder of that user itself.
   */
  public void fireWithOthers(UUID reminderId) {
    fireAll();
    fire(reminderId);
  }

  /**
   * Fires all that are due if one is overdue by so much: whoever was about to fire it is gone, or
   * its user was busy.
   */
  public void fireOverdue(Duration by) {
    if (transactions.read(handle -> store.isDue(handle, now().minus(by)))) {
      fireAll();
    }
  }

  private void fireAll() {
    while (transactions.forMany(this::fireSome) == MOST_TOGETHER) {
      // There may be more.
    }
  }

  private int fireSome(Handle tx) {
    var due = store.lockDue(tx, now(), MOST_TOGETHER);
    if (!due.isEmpty()) {
      settle(tx, due);
      executions.done(tx, due.stream().map(ScheduledReminder::reminderId).toList());
    }
    return due.size();
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
                      store
                          .scheduledById(tx, reminderId)
                          .ifPresent(still -> settle(tx, List.of(still)));
                      return null;
                    }));
  }

  /**
   * Fires those that their tasks still want, cancels the others; holds the locks of their users.
   */
  private void settle(Handle tx, List<ScheduledReminder> reminders) {
    var now = now();
    var taskIds = reminders.stream().map(ScheduledReminder::taskId).distinct().toList();
    var found =
        tasks.find(tx, taskIds).stream().collect(Collectors.toMap(Task::taskId, task -> task));
    var followed = store.followed(tx, taskIds);
    List<UUID> inTime = new ArrayList<>();
    List<UUID> late = new ArrayList<>();
    List<UUID> unwanted = new ArrayList<>();
    for (var reminder : reminders) {
      var cause = new Cause(SOURCE, reminder.traceparent());
      var task = found.get(reminder.taskId());
      if (task == null || !wants(tx, task, reminder, followed.get(task.taskId()))) {
        unwanted.add(reminder.reminderId());
        events.cancelled(tx, reminder, now, cause);
      } else {
        boolean isLate = isLate(reminder, now);
        (isLate ? late : inTime).add(reminder.reminderId());
        events.due(tx, reminder, isLate, task, now, cause);
      }
    }
    store.fire(tx, inTime, false, now);
    store.fire(tx, late, true, now);
    store.cancel(tx, unwanted, now);
  }

  private static boolean isLate(ScheduledReminder reminder, Instant now) {
    return now.isAfter(reminder.remindAt().plus(IN_TIME));
  }

  /** The task may have changed without its event having come here yet. */
  private boolean wants(Handle tx, Task task, ScheduledReminder reminder, long followed) {
    boolean changed = task.version() > followed;
    return task.isPending() && (!changed || moments.of(tx, task).contains(reminder.remindAt()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
