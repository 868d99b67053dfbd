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
 */
public record Series(UUID id, int occurrence, LocalDateTime start, LocalDateTime slot) {

  static Series startingAt(UUID id, Due due) {
    return new Series(id, 1, due.at(), due.at());
  }

  /** The same series under a rule that counts from another time. */
  Series restartedAt(LocalDateTime newStart) {
    return new Series(id, occurrence, newStart, newStart);
  }

  /** The same days at another time of day. */
  Series at(LocalTime time) {
    return new Series(
        id, occurrence, start.toLocalDate().atTime(time), slot.toLocalDate().atTime(time));
  }

  Series next(LocalDateTime newStart, LocalDateTime newSlot) {
    return new Series(id, occurrence + 1, newStart, newSlot);
  }
}
