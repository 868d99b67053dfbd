package dev.kafila.faults.judge;

/**
 * A broken promise.
 *
 * @param where user, task, record or group
 */
public record Violation(Kind kind, String where, String what) {
  /** Which promise. */
  public enum Kind {
    /** Something acknowledged is not there. */
    LOST,
    /** An effect happened more than once. */
    TWICE,
    /** Something happened that nobody asked for. */
    UNASKED,
    /** Later before earlier. */
    ORDER,
    /** A second copy on the wire that is not beside the first, or differs from it. */
    COPY,
    /** The task, the events and the answers do not tell the same. */
    DIFFERENT,
    /** A dead letter is missing, is not what failed, or should not be there. */
    LETTER,
    /** An offset was committed above a record that was not finished. */
    COMMITTED,
    /** The ledger does not balance. */
    LEDGER,
    /** Something still waits. */
    NOT_QUIET
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(kind, where, what);
  }
}
