package dev.kafila.ledger;

/** How many events a group wants, and what became of them. */
record Counts(long handled, long waiting, long deadLettered, long purged, long missing) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  static Counts of(State state, long events) {
    return new Counts(
        state == State.HANDLED ? events : 0,
        state == State.WAITING ? events : 0,
        state == State.DEAD_LETTERED ? events : 0,
        state == State.PURGED ? events : 0,
        state == State.MISSING ? events : 0);
  }

  /** What became of one event. */
  enum State {
    HANDLED,
    WAITING,
    DEAD_LETTERED,
    PURGED,
    MISSING
  }

  Counts plus(Counts other) {
    return new Counts(
        handled + other.handled,
        waiting + other.waiting,
        deadLettered + other.deadLettered,
        purged + other.purged,
        missing + other.missing);
  }

  long wanted() {
    return handled + waiting + deadLettered + purged + missing;
  }
}
