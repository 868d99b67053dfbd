package dev.kafila.ledger;

import java.util.UUID;

/**
 * So many events, and the exclusive or of their keys: two sets of events with equal sums are the
 * same set, but for chances of 1 in 2^128.
 */
record Sum(long events, long high, long low) {
  static final Sum NONE = new Sum(0, 0, 0);

  Sum plus(Sum other) {
    return new Sum(events + other.events, high ^ other.high, low ^ other.low);
  }

  Sum plus(EventKey key) {
    return new Sum(events + 1, high ^ key.high(), low ^ key.low());
  }

  boolean sameKeys(Sum other) {
    return high == other.high && low == other.low;
  }

  /** The id of the one event that only one of the two has. */
  String onlyOne(Sum other) {
    return new UUID(high ^ other.high, low ^ other.low).toString();
  }
}
