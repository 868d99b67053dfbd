package dev.kafila.reminder;

import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Inbox;
import dev.kafila.event.Outbox;
import dev.kafila.store.Foreseen;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Task;
import dev.kafila.task.TaskEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Keeps for each pending task the reminders that its fields say, whatever came before.
 *
 * <p>A moment that lay more than a minute in the past when the task was changed is passed over:
 * nobody asks to be reminded in the past. What was missed later, because nothing ran, still fires.
 */
public final class Reminders {
  private static final String GROUP = "reminders";
  private static final String SOURCE = "/kafila/reminders";
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  private final UserTransactions transactions;
  private final Inbox inbox;
  private final ReminderStore store = new ReminderStore();
  private final ReminderExecutions executions = new ReminderExecutions();
  private final ReminderEvents events;
  private final Moments moments;
  private final Clock clock;

  public Reminders(
      UserTransactions transactions,
      Inbox inbox,
      Outbox outbox,
      DefaultReminder defaultReminder,
      Clock clock) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.events = new ReminderEvents(outbox);
    this.moments = new Moments(defaultReminder);
    this.clock = clock;
  }

  /**
   * @param event any on {@code task-events} that carries the whole task
   */
  public void handle(Event event) {
    var task = TaskEvents.taskOf(event);
    boolean deleted = event.type().equals(TaskEvents.DELETED);
    transactions.inUser(
        event.userId(),
        Foreseen.claim(GROUP, event.id()),
        tx -> {
          if (inbox.firstTime(tx, GROUP, event.id())
              && store.follow(tx, task.userId(), task.taskId(), task.version(), deleted)) {
            var wanted = deleted ? Set.<Instant>of() : moments.of(tx, task);
            cancelOthers(tx, task.taskId(), wanted, Cause.of(SOURCE, event));
            scheduleMissing(tx, task, wanted, event.time(), Cause.of(SOURCE, event));
          }
          return null;
        });
  }

  private void cancelOthers(Handle tx, UUID taskId, Set<Instant> wanted, Cause cause) {
    for (var reminder : store.scheduled(tx, taskId)) {
      if (!wanted.contains(reminder.remindAt())) {
        store.cancel(tx, List.of(reminder.reminderId()), now());
        executions.cancel(tx, reminder.reminderId());
        events.cancelled(tx, reminder, now(), cause);
      }
    }
  }

  private void scheduleMissing(
      Handle tx, Task task, Set<Instant> wanted, Instant changedAt, Cause cause) {
    var missing = new TreeSet<>(wanted);
    missing.removeAll(
        store.scheduled(tx, task.taskId()).stream()
            .map(ScheduledReminder::remindAt)
            .collect(Collectors.toSet()));
    missing.removeAll(store.fired(tx, task.taskId()));
    for (var moment : missing.tailSet(changedAt.minus(JUST_NOW))) {
      var reminder =
          new ScheduledReminder(
              Ids.next(), task.userId(), task.taskId(), moment, cause.traceparent());
      store.insert(tx, reminder, now());
      executions.schedule(tx, reminder.reminderId(), moment);
      events.scheduled(tx, reminder, now(), cause);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
