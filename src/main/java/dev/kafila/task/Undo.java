package dev.kafila.task;

import dev.kafila.event.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes back a user's last steps. */
final class Undo {
  private static final int MOST_STEPS = 10;
  private static final String SAVEPOINT = "undo";

  private final TaskStore store;
  private final ChangeLog changeLog;
  private final TaskEvents events;
  private final Successors successors;

  Undo(TaskStore store, ChangeLog changeLog, TaskEvents events, Successors successors) {
    this.store = store;
    this.changeLog = changeLog;
    this.events = events;
    this.successors = successors;
  }

  /** Why a change cannot be taken back. */
  private static final class ImpossibleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ImpossibleException(String why) {
      super(why);
    }
  }

  /** The whole step or nothing of it; one that cannot be taken back is passed over next time. */
  Undone last(Handle tx, String userId, Instant now, Cause cause) {
    var step = changeLog.lastStep(tx, userId, MOST_STEPS);
    if (step.isEmpty()) {
      return Undone.nothing(
          changeLog.isEmpty(tx, userId)
              ? "There is nothing I can undo: nothing was changed yet."
              : "There is nothing I can undo: your last changes, at most ten, are undone already.");
    }
    tx.savepoint(SAVEPOINT);
    List<Undone.Change> changes = new ArrayList<>();
    String refusal = null;
    for (var entry : step) {
      try {
        changes.add(put(tx, entry.reversed(), now, cause));
      } catch (ImpossibleException e) {
        tx.rollbackToSavepoint(SAVEPOINT);
        refusal =
            "I can't undo %s, because %s; undo again takes back the change before it."
                .formatted(name(entry), e.getMessage());
        break;
      }
    }
    changeLog.mark(tx, step, true);
    return refusal == null ? new Undone(changes, null) : Undone.nothing(refusal);
  }

  /** What was taken back last, and nothing was done since, is done again. */
  Undone again(Handle tx, String userId, Instant now, Cause cause) {
    var step = changeLog.lastUndone(tx, userId);
    if (step.isEmpty()) {
      return Undone.nothing("There is nothing I can do again: nothing was undone just now.");
    }
    tx.savepoint(SAVEPOINT);
    List<Undone.Change> changes = new ArrayList<>();
    for (var entry : step) {
      try {
        changes.add(put(tx, entry, now, cause));
      } catch (ImpossibleException e) {
        tx.rollbackToSavepoint(SAVEPOINT);
        return Undone.nothing(
            "I can't repeat %s, because %s.".formatted(name(entry), e.getMessage()));
      }
    }
    changeLog.mark(tx, step, false);
    return new Undone(changes, null);
  }

  /** Makes a task what it is after a change, if it is what it was before it. */
  private Undone.Change put(Handle tx, ChangeLog.Entry change, Instant now, Cause cause) {
    var present = store.find(tx, change.taskId()).orElse(null);
    checkIsAsLeft(present, change.before());
    var wanted = change.after();
    if (wanted == null) {
      store.delete(tx, present.taskId());
      events.say(tx, TaskEvents.DELETED, present, now, cause);
      return new Undone.Change(present, null);
    }
    return present == null
        ? bringBack(tx, wanted, now, cause)
        : put(tx, present, wanted, now, cause);
  }

  /** Versions count on through every undo. */
  private static void checkIsAsLeft(Task present, Task left) {
    if (present == null && left != null) {
      throw new ImpossibleException("it was deleted since");
    }
    if (present != null && (left == null || !present.hasContentOf(left))) {
      throw new ImpossibleException("it was changed since");
    }
  }

  private Undone.Change bringBack(Handle tx, Task wanted, Instant now, Cause cause) {
    var task = wanted.restoredAfter(wanted.version(), now);
    if (!store.insert(tx, task)) {
      throw new ImpossibleException("its series has gone on since");
    }
    events.say(tx, TaskEvents.CREATED, task, now, cause);
    return new Undone.Change(null, task);
  }

  private Undone.Change put(Handle tx, Task present, Task wanted, Instant now, Cause cause) {
    var task = wanted.restoredAfter(present.version(), now);
    store.update(tx, task);
    if (task.status() == present.status()) {
      events.updated(tx, present, task, now, cause);
    } else {
      events.say(tx, TaskEvents.ofStatus(task), task, now, cause);
    }
    if (task.isPending() && !present.isPending()) {
      var successor = successors.takeBack(tx, present, now, cause);
      if (successor.isPresent()) {
        throw new ImpossibleException(
            successor.get().isPending()
                ? "its next occurrence was changed since"
                : "its next occurrence was completed since");
      }
    }
    return new Undone.Change(present, task);
  }

  private static String name(ChangeLog.Entry entry) {
    var before = entry.before();
    var after = entry.after();
    if (before == null) {
      return "adding " + title(after);
    }
    if (after == null) {
      return "deleting " + title(before);
    }
    if (before.status() == after.status()) {
      return "the change of " + title(before);
    }
    if (after.isPending()) {
      return "reopening " + title(after);
    }
    return (after.skipped() ? "skipping " : "completing ") + title(after);
  }

  private static String title(Task task) {
    return "\"" + task.fields().title() + "\"";
  }
}
