package dev.kafila.reminder;

import dev.kafila.event.Cause;
import dev.kafila.event.EventTopics;
import dev.kafila.event.Ids;
import dev.kafila.event.Outbox;
import dev.kafila.event.OutgoingEvent;
import dev.kafila.task.Task;
import dev.kafila.task.TaskView;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Says on {@code reminder-events} what happened to a reminder. */
final class ReminderEvents {
  static final String SCHEDULED = "reminder.scheduled";
  static final String CANCELLED = "reminder.cancelled";
  static final String DUE = "reminder.due";

  private final Outbox outbox;

  ReminderEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * A reminder as its events show it.
   *
   * @param late whether it fired more than a minute after its moment; null before it fired
   */
  private record View(UUID reminderId, UUID taskId, Instant remindAt, Boolean late) {}

  void scheduled(Handle tx, ScheduledReminder reminder, Instant now, Cause cause) {
    say(tx, SCHEDULED, reminder, Map.of("reminder", view(reminder, null)), now, cause);
  }

  void cancelled(Handle tx, ScheduledReminder reminder, Instant now, Cause cause) {
    say(tx, CANCELLED, reminder, Map.of("reminder", view(reminder, null)), now, cause);
  }

  void due(
      Handle tx, ScheduledReminder reminder, boolean late, Task task, Instant now, Cause cause) {
    Map<String, Object> data = Map.of("reminder", view(reminder, late), "task", TaskView.of(task));
    say(tx, DUE, reminder, data, now, cause);
  }

  private static View view(ScheduledReminder reminder, Boolean late) {
    return new View(reminder.reminderId(), reminder.taskId(), reminder.remindAt(), late);
  }

  private void say(
      Handle tx,
      String type,
      ScheduledReminder reminder,
      Map<String, ?> data,
      Instant now,
      Cause cause) {
    outbox.append(
        tx,
        new OutgoingEvent(
            Ids.next(),
            EventTopics.REMINDERS,
            type,
            cause.source(),
            "task/" + reminder.taskId(),
            reminder.userId(),
            now,
            cause.traceparent(),
            data));
  }
}
