package dev.kafila.task;

import dev.kafila.event.Cause;
import dev.kafila.event.Ids;
import dev.kafila.event.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
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

  /** Those that there are, whoever owns them. */
  public List<Task> find(Handle tx, Collection<UUID> taskIds) {
    return store.find(tx, taskIds);
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
    return change(tx, userId, taskId, expected, change, Scope.USUAL, cause);
  }

  /**
   * The same, for as much of a series as is said.
   *
   * @throws InvalidFieldException if the scope does not go with the change
   */
  public Task change(
      Handle tx,
      String userId,
      UUID taskId,
      OptionalLong expected,
      UnaryOperator<TaskFields> change,
      Scope scope,
      Cause cause) {
    var before = expect(get(tx, userId, taskId), expected);
    var fields = change.apply(before.fields());
    var series =
        fields.equals(before.fields())
            ? before.series()
            : SeriesChange.of(before, fields, change, scope);
    return put(tx, before, before.changed(fields, series, now()), cause);
  }

  /** Writes a change, unless it changes nothing. */
  private Task put(Handle tx, Task before, Task after, Cause cause) {
    if (after.hasContentOf(before)) {
      return before;
    }
    store.update(tx, after);
    changeLog.add(tx, before, after, after.updatedAt());
    events.updated(tx, before, after, after.updatedAt(), cause);
    return after;
  }

  /**
   * Pauses the series of a task: until it is resumed it has no reminders and is never overdue; or,
   * where a day is given, its next occurrence is the rule's first from that day on.
   *
   * @param until null: until it is resumed
   * @throws InvalidFieldException if it does not recur or is completed, or the day has come
   */
  public Task pause(
      Handle tx, String userId, UUID taskId, OptionalLong expected, LocalDate until, Cause cause) {
    var before = expect(get(tx, userId, taskId), expected);
    return put(tx, before, Pausing.paused(before, until, now()), cause);
  }

  /**
   * Goes on with a paused series at the next date of its rule that has not passed.
   *
   * @throws InvalidFieldException if it does not recur or is completed
   */
  public Task resume(Handle tx, String userId, UUID taskId, OptionalLong expected, Cause cause) {
    var before = expect(get(tx, userId, taskId), expected);
    return put(tx, before, Pausing.resumed(before, now()), cause);
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
    var task = get(tx, userId, taskId);
    if (!task.isPending()) {
      throw new InvalidFieldException("status", "a completed task cannot be snoozed");
    }
    if (task.isPaused()) {
      throw new InvalidFieldException("pause", "a paused task reminds of nothing: resume it first");
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

  /**
   * Does again the step that was taken back last, whole; again and again, one after the other,
   * until something else is done.
   */
  public Undone redo(Handle tx, String userId, Cause cause) {
    return undo.again(tx, userId, now(), cause);
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
