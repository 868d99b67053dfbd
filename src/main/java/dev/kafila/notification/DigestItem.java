package dev.kafila.notification;

import dev.kafila.task.Task;
import dev.kafila.task.TaskView;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What a digest says about one task.
 *
 * @param notificationId of the reminder that it stands for; null in a daily digest
 * @param dueDate null unless due on a day
 * @param dueAt null unless due at a time
 * @param late true for a reminder that came more than a minute after its time; null otherwise
 * @param overdue true in a daily digest when the time has gone; null otherwise
 */
public record DigestItem(
    UUID notificationId,
    UUID taskId,
    String title,
    LocalDate dueDate,
    OffsetDateTime dueAt,
    Boolean late,
    Boolean overdue) {

  static DigestItem ofReminder(UUID notificationId, Task task, boolean late) {
    return of(notificationId, task, late ? true : null, null);
  }

  static DigestItem ofDay(Task task, boolean overdue) {
    return of(null, task, null, overdue ? true : null);
  }

  private static DigestItem of(UUID notificationId, Task task, Boolean late, Boolean overdue) {
    var view = TaskView.of(task);
    return new DigestItem(
        notificationId, view.taskId(), view.title(), view.dueDate(), view.dueAt(), late, overdue);
  }
}
