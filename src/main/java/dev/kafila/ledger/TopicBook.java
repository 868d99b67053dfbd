package dev.kafila.ledger;

import dev.kafila.ledger.Difference.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The events of one topic, by the minute, each counted once however many records carry it.
 *
 * <p>A check tells of the records one partition after another or mixed, each partition in its
 * order. The next check goes on behind them.
 */
final class TopicBook {
  private final String topic;
  private final List<GroupBook> groups;
  private final NavigableMap<Long, MinuteBook> minutes = new TreeMap<>();
  private final IdSet foreign = new IdSet();
  private final Map<Integer, Entry> firsts = new HashMap<>();
  private final List<Entry> replays = new ArrayList<>();
  private long foreignEvents;
  private long floor;

  /** What the topic has of one minute's events. */
  static final class MinuteBook {
    private final IdSet ids = new IdSet();
    private final Map<Integer, Range> spans = new HashMap<>();
    private Sum sum = Sum.NONE;

    private boolean add(Entry entry) {
      spans.merge(
          entry.partition(),
          new Range(entry.partition(), entry.offset(), entry.offset()),
          (span, one) -> new Range(span.partition(), span.fromOffset(), one.toOffset()));
      if (!ids.add(entry.key())) {
        return false;
      }
      sum = sum.plus(entry.key());
      return true;
    }
  }

  TopicBook(String topic, List<GroupBook> groups) {
    this.topic = topic;
    this.groups = List.copyOf(groups);
  }

  String topic() {
    return topic;
  }

  List<GroupBook> groups() {
    return groups;
  }

  /**
   * @param newFloor minutes before it are forgotten, and not looked at any more
   */
  void floor(long newFloor) {
    floor = newFloor;
    minutes.headMap(newFloor).clear();
    groups.forEach(group -> group.forgetBefore(newFloor));
  }

  void add(Entry entry) {
    firsts.putIfAbsent(entry.partition(), entry);
    if (entry.minute() < floor) {
      return;
    }
    if (entry.replayGroup() != null) {
      replays.add(entry);
      return;
    }
    boolean first = isFirst(entry);
    foreignEvents += first && !entry.ours() ? 1 : 0;
    for (var group : groups) {
      if (group.subscription().wants(entry)) {
        tell(group, entry, first);
      }
    }
  }

  private boolean isFirst(Entry entry) {
    if (entry.key() == null) {
      return true;
    }
    return entry.ours()
        ? minutes.computeIfAbsent(entry.minute(), minute -> new MinuteBook()).add(entry)
        : foreign.add(entry.key());
  }

  private static void tell(GroupBook group, Entry entry, boolean first) {
    if (first) {
      group.first(entry);
    } else {
      group.again(entry);
    }
  }

  /** To be called when every record was told of. */
  void end() {
    for (var replay : replays) {
      boolean known = isKnown(replay);
      for (var group : groups) {
        if (group.subscription().wants(replay)) {
          tell(group, replay, !known && !group.knows(replay));
        }
      }
    }
    replays.clear();
    groups.forEach(GroupBook::end);
  }

  private boolean isKnown(Entry entry) {
    return entry.key() != null
        && (foreign.contains(entry.key())
            || minutes.values().stream().anyMatch(minute -> minute.ids.contains(entry.key())));
  }

  boolean has(long minute, EventKey key) {
    var book = minutes.get(minute);
    return book != null && book.ids.contains(key);
  }

  /** Of one minute's events, those in the topic. */
  Sum sum(long minute) {
    var book = minutes.get(minute);
    return book == null ? Sum.NONE : book.sum;
  }

  Iterable<Long> minutes() {
    return minutes.keySet();
  }

  /** Where the topic has events of a minute. */
  Iterable<Range> spans(long minute) {
    var book = minutes.get(minute);
    return book == null ? List.of() : book.spans.values();
  }

  /** The first record that was looked at; null if there was none. */
  Entry first(int partition) {
    return firsts.get(partition);
  }

  long foreignEvents() {
    return foreignEvents;
  }

  /** How many ids it holds. */
  long size() {
    return foreign.size() + minutes.values().stream().mapToLong(minute -> minute.ids.size()).sum();
  }
}
