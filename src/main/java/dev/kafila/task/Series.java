package dev.kafila.task;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * A task's place in its series.
 *
 * @param occurrence 1 for the first
 * @param start wall time of the first: the rule counts from it, so phase and month-end stay
 * @param slot this occurrence by the rule, wherever its due date was moved to
 * @param pause null unless it pauses
 * @param fields what later occurrences take, where this one was changed alone; null: what it has
 */
public record Series(
    UUID id,
    int occurrence,
    LocalDateTime start,
    LocalDateTime slot,
    Pause pause,
    TaskFields fields) {

  public Series(UUID id, int occurrence, LocalDateTime start, LocalDateTime slot) {
    this(id, occurrence, start, slot, null, null);
  }

  static Series startingAt(UUID id, Due due) {
    return new Series(id, 1, due.at(), due.at());
  }

  /** Whether it waits to be resumed; until then nothing of it is due. */
  public boolean isPaused() {
    return pause != null && pause.until() == null;
  }

  /** The same series under a rule that counts from another time. */
  Series restartedAt(LocalDateTime newStart) {
    return new Series(id, occurrence, newStart, newStart, null, fields);
  }

  /** The same days at another time of day. */
  Series at(LocalTime time) {
    return new Series(
        id,
        occurrence,
        start.toLocalDate().atTime(time),
        slot.toLocalDate().atTime(time),
        pause,
        fields);
  }

  /** A series that waits goes on waiting. */
  Series next(LocalDateTime newStart, LocalDateTime newSlot) {
    var next = new Series(id, occurrence + 1, newStart, newSlot);
    return isPaused() ? next.pausing(new Pause(null, newSlot)) : next;
  }

  Series movedTo(LocalDateTime newSlot) {
    return new Series(id, occurrence, start, newSlot, pause, fields);
  }

  /**
   * @param newPause null: it goes on
   */
  Series pausing(Pause newPause) {
    return new Series(id, occurrence, start, slot, newPause, fields);
  }

  /**
   * @param newFields null: what this occurrence has
   */
  Series with(TaskFields newFields) {
    return new Series(id, occurrence, start, slot, pause, newFields);
  }
}
