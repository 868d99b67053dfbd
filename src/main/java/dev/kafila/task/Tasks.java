package dev.kafila.task;

import dev.kafila.event.Cause;
import dev.kafila.event.Ids;
import dev.kafila.event.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * What can be done to tasks. Each change writes the task, its undo entry and its event in the
 * caller's transaction, which must hold the user's lock.
 *
 * <p>All throw {@link TaskNotFoundException}, {@link ForeignTaskException} and, where a version is
 * expected, {@link VersionConflictException}.
 */
public final class Tasks {
  private final TaskStore store = new TaskStore();
  private final ChangeLog changeLog = new ChangeLog();
  private final TaskEvents events;
  private final Successors successors;
  private final Undo undo;
  private final Clock clock;

  public Tasks(Outbox outbox, Clock clock) {
    this.events = new TaskEvents(outbox);
    this.successors = new Successors(store, events);
    this.undo = new Undo(store, changeLog, events, successors);
    this.clock = clock;
  }

  public Task create(Handle tx, String userId, TaskFields fields, Cause cause) {
    var now = now();
    var series =
        fields.recurrenceRule() == null ? null : Series.startingAt(Ids.next(), fields.due());
    var task = Task.create(Ids.next(), userId, fields, series, now);
    store.insert(tx, task);
    changeLog.add(tx, null, task, now);
    events.say(tx, TaskEvents.CREATED, task, now, cause);
    return task;
  }

  public Task get(Handle tx, String userId, UUID taskId) {
    var task = store.find(tx, taskId).orElseThrow(() -> new TaskNotFoundException(taskId));
    if (!task.userId().equals(userId)) {
      throw new ForeignTaskException(taskId);
    }
    return task;
  }

  public List<Task> list(Handle tx, TaskQuery query) {
    return store.list(tx, query);
  }

  /**
   * Changes what the user decides about a task. What stays the same is no change and no event.
   *
   * @param expected the version that the caller has read; empty: whatever it is
   */
  public Task change(
      Handle tx,
      String userId,
      UUID taskId,
      OptionalLong expected,
      UnaryOperator<TaskFields> change,
      Cause cause) {
    var before = expect(get(tx, userId, taskId), expected);
    var fields = change.apply(before.fields());
    if (fields.equals(before.fields())) {
      return before;
    }
    var after = before.changed(fields, seriesOf(before, fields), now());
    store.update(tx, after);
    changeLog.add(tx, before, after, after.updatedAt());
    events.updated(tx, before, after, after.updatedAt(), cause);
    return after;
  }

  /** A new rule counts from the due date; moving one occurrence keeps the rule. */
  private static Series seriesOf(Task before, TaskFields fields) {
    if (fields.recurrenceRule() == null) {
      return null;
    }
    var series = before.series();
    if (series == null) {
      return Series.startingAt(Ids.next(), fields.due());
    }
    if (!fields.recurrenceRule().equals(before.fields().recurrenceRule())) {
      return series.restartedAt(fields.due().at());
    }
    boolean sameKind = fields.due().wholeDay() == before.fields().due().wholeDay();
    return sameKind ? series : series.at(fields.due().at().toLocalTime());
  }

  /** Completing what is completed changes nothing. */
  public Task complete(Handle tx, String userId, UUID taskId, OptionalLong expected, Cause cause) {
    return finish(tx, userId, taskId, expected, false, cause);
  }

  /**
   * Passes over this occurrence of a recurring task.
   *
   * @throws InvalidFieldException if the task does not recur
   */
  public Task skip(Handle tx, String userId, UUID taskId, OptionalLong expected, Cause cause) {
    if (get(tx, userId, taskId).series() == null) {
      throw new InvalidFieldException("recurrence_rule", "only a task that recurs can be skipped");
    }
    return finish(tx, userId, taskId, expected, true, cause);
  }

  private Task finish(
      Handle tx,
      String userId,
      UUID taskId,
      OptionalLong expected,
      boolean bySkipping,
      Cause cause) {
    var before = expect(get(tx, userId, taskId), expected);
    if (!before.isPending()) {
      return before;
    }
    var after = before.completed(bySkipping, now());
    replace(tx, before, after, TaskEvents.ofStatus(after), cause);
    return after;
  }

  /**
   * Reopening what is pending changes nothing. A successor that nobody has touched goes: it follows
   * again when the task is completed again.
   */
  public Task reopen(Handle tx, String userId, UUID taskId, OptionalLong expected, Cause cause) {
    var before = expect(get(tx, userId, taskId), expected);
    if (before.isPending()) {
      return before;
    }
    var after = before.reopened(now());
    replace(tx, before, after, TaskEvents.REOPENED, cause);
    successors.takeBack(tx, before, after.updatedAt(), cause);
    return after;
  }

  /**
   * Reminds once more at a later moment; the due date stays.
   *
   * @throws InvalidFieldException if the moment has passed or the task is completed
   */
  public Task snooze(
      Handle tx,
      String userId,
      UUID taskId,
      OptionalLong expected,
      OffsetDateTime until,
      Cause cause) {
    if (!until.toInstant().isAfter(now())) {
      throw new InvalidFieldException("until", "must lie in the future");
    }
    if (!get(tx, userId, taskId).isPending()) {
      throw new InvalidFieldException("status", "a completed task cannot be snoozed");
    }
    return change(
        tx,
        userId,
        taskId,
        expected,
        fields -> {
          var reminders = new ArrayList<>(fields.reminders());
          reminders.removeIf(r -> r.remindAt() != null && !r.remindAt().isAfter(until));
          reminders.add(Reminder.at(until));
          return fields.but().reminders(reminders).build();
        },
        cause);
  }

  public Task delete(Handle tx, String userId, UUID taskId, OptionalLong expected, Cause cause) {
    var task = expect(get(tx, userId, taskId), expected);
    var now = now();
    store.delete(tx, taskId);
    changeLog.add(tx, task, null, now);
    events.say(tx, TaskEvents.DELETED, task, now, cause);
    return task;
  }

  /**
   * Gives a completed task of a series its successor.
   *
   * @param completed as its event told
   * @return empty if the series has ended or has that occurrence already, or the task is open again
   */
  Optional<Task> succeed(Handle tx, Task completed, Cause cause) {
    var present = store.find(tx, completed.taskId());
    if (present.isPresent() && present.get().isPending()) {
      return Optional.empty();
    }
    return successors.give(tx, completed, now(), cause);
  }

  /**
   * Takes back the user's last step that was not taken back yet, whole; again and again, one after
   * the other, up to ten steps back. A step is what one transaction changed: all that a message or
   * a request did.
   */
  public Undone undo(Handle tx, String userId, Cause cause) {
    return undo.last(tx, userId, now(), cause);
  }

  private void replace(Handle tx, Task before, Task after, String type, Cause cause) {
    store.update(tx, after);
    changeLog.add(tx, before, after, after.updatedAt());
    events.say(tx, type, after, after.updatedAt(), cause);
  }

  private static Task expect(Task task, OptionalLong expected) {
    if (expected.isPresent() && expected.getAsLong() != task.version()) {
      throw new VersionConflictException(expected.getAsLong(), task.version());
    }
    return task;
  }

  /** As exact as the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
