package dev.kafila.notification;

import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.task.Task;
import dev.kafila.task.TaskView;
import dev.kafila.testing.TestStore;
import java.time.Instant;
import java.util.Map;

/** Events that say that a reminder is due, as the reminders write them. */
final class DueEvents {
  private DueEvents() {}

  static Event reminderDue(String userId, Task task, Instant remindAt, boolean late) {
    var reminder =
        Map.of(
            "reminder_id",
            Ids.next(),
            "task_id",
            task.taskId(),
            "remind_at",
            remindAt,
            "late",
            late);
    return new Event(
        Ids.next().toString(),
        "reminder.due",
        "/kafila/test",
        "task/" + task.taskId(),
        remindAt,
        userId,
        TestStore.CAUSE.traceparent(),
        Json.tree(Map.of("reminder", reminder, "task", TaskView.of(task))));
  }
}
