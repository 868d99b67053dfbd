package dev.kafila.chat;

import dev.kafila.chat.reader.Reading;
import dev.kafila.task.Scope;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import dev.kafila.task.Tasks;
import java.time.Duration;
import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.UUID;

/** What a sentence can do to one task. */
final class TaskActions {
  private static final Duration USUAL_SNOOZE = Duration.ofHours(1);

  private final Tasks tasks;

  TaskActions(Tasks tasks) {
    this.tasks = tasks;
  }

  Task act(Turn turn, Reading reading, UUID taskId) {
    var tx = turn.tx();
    var user = turn.userId();
    var any = OptionalLong.empty();
    var cause = turn.cause();
    return switch (reading.intent()) {
      case COMPLETE -> tasks.complete(tx, user, taskId, any, cause);
      case REOPEN -> tasks.reopen(tx, user, taskId, any, cause);
      case DELETE -> tasks.delete(tx, user, taskId, any, cause);
      case SKIP -> tasks.skip(tx, user, taskId, any, cause);
      case SNOOZE -> snooze(turn, reading, taskId);
      case PAUSE -> tasks.pause(tx, user, taskId, any, until(reading), cause);
      case RESUME -> tasks.resume(tx, user, taskId, any, cause);
      case UPDATE ->
          tasks.change(
              tx,
              user,
              taskId,
              any,
              fields ->
                  FollowUpOfSentence.change(
                      fields, reading, turn.now(), ruleMoves(turn, reading, taskId, fields)),
              scope(turn, reading, taskId),
              cause);
      default -> throw new IllegalArgumentException(reading.intent() + " is not about one task");
    };
  }

  /** What was just added is put right as a whole, and what starts elsewhere starts as a whole. */
  private static Scope scope(Turn turn, Reading reading, UUID taskId) {
    boolean series = reading.target() != null && reading.target().series();
    boolean whole = series || reading.followUp().starts() || afresh(turn, reading, taskId);
    return whole ? Scope.SERIES : Scope.USUAL;
  }

  /** Whether it corrects what was just added, rather than to change it. */
  private static boolean afresh(Turn turn, Reading reading, UUID taskId) {
    return reading.followUp().said() != null && taskId.equals(turn.topic().fresh());
  }

  /** Whether the rule goes along to another day; one that counts has counted from its first. */
  private static boolean ruleMoves(Turn turn, Reading reading, UUID taskId, TaskFields fields) {
    var rule = fields.recurrenceRule();
    boolean series = reading.target() != null && reading.target().series();
    return afresh(turn, reading, taskId) || series && rule != null && !rule.contains("COUNT=");
  }

  private static LocalDate until(Reading reading) {
    var due = reading.details().due();
    return due == null ? null : due.at().toLocalDate();
  }

  private Task snooze(Turn turn, Reading reading, UUID taskId) {
    var until = turn.now().plus(USUAL_SNOOZE);
    if (reading.amount() != null) {
      until = reading.amount().after(turn.now());
    } else if (reading.details().due() != null) {
      until = reading.details().due().instant(turn.now().getZone()).atZone(turn.now().getZone());
    }
    return tasks.snooze(
        turn.tx(),
        turn.userId(),
        taskId,
        OptionalLong.empty(),
        until.toOffsetDateTime(),
        turn.cause());
  }

  String said(Reading reading, Task task) {
    return switch (reading.intent()) {
      case COMPLETE -> "Done: " + Wording.title(task);
      case REOPEN -> "Open again: " + Wording.task(task);
      case DELETE -> "Deleted " + Wording.title(task);
      case PAUSE -> paused(task);
      case RESUME -> "Goes on: " + Wording.task(task);
      case SKIP -> "Skipped this one: " + Wording.title(task);
      case SNOOZE ->
          "I'll remind you of %s on %s"
              .formatted(
                  Wording.title(task),
                  Wording.moment(
                      task.fields().reminders().stream()
                          .filter(r -> r.remindAt() != null)
                          .reduce((first, last) -> last)
                          .orElseThrow()
                          .remindAt()
                          .atZoneSameInstant(task.fields().zone())));
      default -> "Changed: " + Wording.task(task) + ReminderWording.of(reading.details(), task);
    };
  }

  private static String paused(Task task) {
    return task.isPaused()
        ? "Paused until you resume it: " + Wording.title(task)
        : "Paused; goes on with " + Wording.task(task);
  }
}
