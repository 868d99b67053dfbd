package dev.kafila.ledger;

import dev.kafila.ledger.Difference.Kind;
import dev.kafila.ledger.Difference.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts differences together from single events. */
final class Differences {
  private static final int SECONDS_OF_A_MINUTE = 60;

  private Differences() {}

  static Instant instant(long minute) {
    return Instant.ofEpochSecond(minute * SECONDS_OF_A_MINUTE);
  }

  /** Events of one difference. */
  static final class Collected {
    private static final int MOST_IDS = 10;

    private final Map<Integer, Range> ranges = new TreeMap<>();
    private final List<String> ids = new ArrayList<>();
    private long events;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    /**
     * @param id null if unknown
     */
    void event(long minute, String id) {
      events(minute, 1);
      if (id != null && ids.size() < MOST_IDS) {
        ids.add(id);
      }
    }

    void events(long minute, long more) {
      events += more;
      from = Math.min(from, minute);
      to = Math.max(to, minute);
    }

    void place(int partition, long offset) {
      range(new Range(partition, offset, offset));
    }

    void range(Range range) {
      ranges.merge(range.partition(), range, Collected::around);
    }

    private static Range around(Range one, Range other) {
      return new Range(
          one.partition(),
          Math.min(one.fromOffset(), other.fromOffset()),
          Math.max(one.toOffset(), other.toOffset()));
    }

    boolean isEmpty() {
      return events == 0;
    }

    long from() {
      return from;
    }

    long to() {
      return to;
    }

    Difference as(Kind kind, String topic, String group) {
      return as(kind, topic, group, events);
    }

    Difference as(Kind kind, String topic, String group, long number) {
      boolean dated = from <= to;
      return new Difference(
          kind,
          topic,
          group,
          number,
          dated ? instant(from) : null,
          dated ? instant(to) : null,
          List.copyOf(ranges.values()),
          List.copyOf(ids),
          kind.meaning());
    }
  }
}
