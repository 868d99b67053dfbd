package dev.kafila.ledger;

/** How far a group says that it is in a topic, and what it has given up. */
interface Standing {
  /** What became of a record that failed for good. */
  enum Fate {
    NONE,
    DEAD_LETTER,
    PURGED
  }

  /** Whether the group has committed the record; not yet, where it has committed nothing. */
  boolean committed(int partition, long offset);

  Fate fate(int partition, long offset);
}
