package dev.kafila.task;

import dev.kafila.event.Cause;
import dev.kafila.event.Ids;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tasks that follow completed ones of a series. */
final class Successors {
  private final TaskStore store;
  private final TaskEvents events;

  Successors(TaskStore store, TaskEvents events) {
    this.store = store;
    this.events = events;
  }

  /**
   * @return empty if the series has ended or has that occurrence already
   */
  Optional<Task> give(Handle tx, Task completed, Instant now, Cause cause) {
    var successor =
        Successor.of(completed)
            .map(n -> Task.create(Ids.next(), completed.userId(), n.fields(), n.series(), now));
    if (successor.isEmpty() || !store.insert(tx, successor.get())) {
      return Optional.empty();
    }
    events.say(tx, TaskEvents.CREATED, successor.get(), now, cause);
    return successor;
  }

  /**
   * Takes the successor of a task that is open again: another follows when it is completed again.
   *
   * @param completed the task as it was completed
   * @return a successor that stays, since it is done or was changed; empty if none is left
   */
  Optional<Task> takeBack(Handle tx, Task completed, Instant now, Cause cause) {
    var successor = of(tx, completed);
    if (successor.isPresent() && isUntouched(successor.get(), completed)) {
      store.delete(tx, successor.get().taskId());
      events.say(tx, TaskEvents.DELETED, successor.get(), now, cause);
      return Optional.empty();
    }
    return successor;
  }

  private Optional<Task> of(Handle tx, Task completed) {
    var series = completed.series();
    return series == null
        ? Optional.empty()
        : store.findOccurrence(tx, series.id(), series.occurrence() + 1);
  }

  /** What was changed and undone is as it was. */
  private static boolean isUntouched(Task successor, Task completed) {
    if (!successor.isPending()) {
      return false;
    }
    return successor.version() == 1
        || Successor.of(completed)
            .filter(given -> given.fields().equals(successor.fields()))
            .filter(given -> given.series().equals(successor.series()))
            .isPresent();
  }
}
