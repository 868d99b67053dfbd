package dev.kafila.consume;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * How far one assignment of one partition is worked off: offsets in, the position to commit out.
 *
 * <p>Only the polling thread touches it; other threads merely mark entries as finished. Because
 * finishing marks the entry and not this object, whatever finishes after the partition was taken
 * away changes nothing here: its next assignment has entries of its own.
 *
 * @param <T> the records in work
 */
final class PartitionProgress<T extends PartitionProgress.Entry> {
  /** The position of a partition of which nothing was read yet. */
  static final long NOTHING = -1;

  private static final int SWEEP_AT_LEAST = 1024;

  /** A record in work. */
  interface Entry {
    long offset();

    /** Bytes that the record holds in memory. */
    int size();

    /** Once true, it stays so. */
    boolean finished();
  }

  private final ArrayDeque<T> open = new ArrayDeque<>();
  private long next = NOTHING;
  private long bytes;
  private int sweepAt = SWEEP_AT_LEAST;

  /** Takes a record into work. Offsets only ever grow; gaps are fine. */
  void add(T entry) {
    requireLater(entry.offset());
    open.add(entry);
    bytes += entry.size();
    if (open.size() >= sweepAt) {
      sweep();
    }
  }

  /** Finishes a record that nobody needs to work on. */
  void passOver(long offset) {
    requireLater(offset);
  }

  private void requireLater(long offset) {
    if (offset < next) {
      throw new IllegalArgumentException("offset %d after position %d".formatted(offset, next));
    }
    next = offset + 1;
  }

  /**
   * The position to commit: the lowest unfinished offset, or one past the last record read.
   *
   * @return {@link #NOTHING} where no record was read yet
   */
  long position() {
    T head;
    while ((head = open.peek()) != null && head.finished()) {
      remove(open.poll());
    }
    return head == null ? next : head.offset();
  }

  /** The record that holds the position back; null where none does. */
  T oldest() {
    position();
    return open.peek();
  }

  /** At least the number of unfinished records: what finished out of order may still count. */
  int size() {
    return open.size();
  }

  /** At least the bytes that unfinished records hold. */
  long bytes() {
    return bytes;
  }

  /** One past the last offset read. */
  long next() {
    return next;
  }

  /** Forgets what finished behind an unfinished record, so that one slow record costs no memory. */
  void sweep() {
    open.removeIf(
        entry -> {
          boolean finished = entry.finished();
          if (finished) {
            bytes -= entry.size();
          }
          return finished;
        });
    sweepAt = Math.max(SWEEP_AT_LEAST, 2 * open.size());
  }

  /** All records that may be unfinished, the last read first. */
  void forEachNewestFirst(Consumer<T> action) {
    open.descendingIterator().forEachRemaining(action);
  }

  boolean anyMatch(Predicate<T> condition) {
    return open.stream().anyMatch(condition);
  }

  private void remove(T entry) {
    bytes -= entry.size();
  }
}
