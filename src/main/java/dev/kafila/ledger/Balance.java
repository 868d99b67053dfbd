package dev.kafila.ledger;

import dev.kafila.ledger.Counts.State;
import dev.kafila.ledger.Difference.Kind;
import dev.kafila.ledger.Difference.Range;
import dev.kafila.ledger.LedgerStore.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Draws the balance of one topic.
 *
 * <p>Let A be what was accepted before the topic was read, O the outbox in the same moment, S the
 * topic, and B what was accepted by the end. Each event of A has left the outbox only for the
 * topic, so A is in S and O together; and nothing is in either that is not in B by the end. So
 * {@code |A| <= |S and O| <= |B|} in every minute, whatever goes on meanwhile, and where A and B
 * are equal the events are the same ones.
 */
final class Balance {
  private static final long APART_MINUTES = 10;

  private final TopicBook book;
  private final Map<Long, Sum> before;
  private final Map<Long, Sum> after;
  private final Map<Integer, Long> starts;
  private final Map<Long, Sum> waiting = new HashMap<>();
  private final Map<GroupBook, Map<Long, Counts>> groups = new LinkedHashMap<>();

  /**
   * @param before accepted before the topic was read, by minute
   * @param outbox the topic's events that waited in the moment of {@code before}
   * @param after accepted after the topic was read
   * @param starts each partition's first offset
   */
  Balance(
      TopicBook book,
      Map<Long, Sum> before,
      List<Waiting> outbox,
      Map<Long, Sum> after,
      Map<Integer, Long> starts) {
    this.book = book;
    this.before = before;
    this.after = after;
    this.starts = starts;
    book.groups().forEach(group -> groups.put(group, group.counts()));
    for (var event : outbox) {
      // Published since, if the topic has it.
      if (!book.has(event.minute(), event.key())) {
        waiting.merge(event.minute(), Sum.NONE.plus(event.key()), Sum::plus);
        wait(event);
      }
    }
  }

  private void wait(Waiting event) {
    groups.forEach(
        (group, counts) -> {
          if (group.subscription().wants(event.type(), event.attributes())) {
            counts.merge(event.minute(), Counts.of(State.WAITING, 1), Counts::plus);
          }
        });
  }

  /** One minute, drawn. */
  private record Drawn(long minute, Sum before, Sum found, Sum after, long inTopic) {
    long difference() {
      if (found.events() < before.events()) {
        return found.events() - before.events();
      }
      return Math.max(0, found.events() - after.events());
    }

    boolean settled() {
      return before.equals(after);
    }

    boolean exchanged() {
      return settled() && found.events() == before.events() && !found.sameKeys(before);
    }
  }

  private List<Drawn> drawn() {
    var minutes = new TreeSet<Long>(before.keySet());
    minutes.addAll(waiting.keySet());
    book.minutes().forEach(minutes::add);
    return minutes.stream()
        .map(
            minute ->
                new Drawn(
                    minute,
                    before.getOrDefault(minute, Sum.NONE),
                    book.sum(minute).plus(waiting.getOrDefault(minute, Sum.NONE)),
                    after.getOrDefault(minute, Sum.NONE),
                    book.sum(minute).events()))
        .toList();
  }

  LedgerReport.Topic topic(long unchecked) {
    long found = 0;
    long difference = 0;
    long inTopic = 0;
    for (var one : drawn()) {
      found += one.found().events();
      inTopic += one.inTopic();
      difference += one.difference();
    }
    return new LedgerReport.Topic(
        book.topic(),
        found - difference,
        inTopic,
        found - inTopic,
        book.foreignEvents(),
        unchecked,
        difference);
  }

  List<LedgerReport.Group> groups() {
    return groups.entrySet().stream()
        .map(
            entry ->
                LedgerReport.Group.of(
                    entry.getKey().subscription(),
                    entry.getValue().values().stream().reduce(Counts.NONE, Counts::plus)))
        .toList();
  }

  List<LedgerReport.Minute> minutes() {
    Map<Long, Drawn> drawn = new TreeMap<>();
    drawn().forEach(one -> drawn.put(one.minute(), one));
    groups
        .values()
        .forEach(
            counts ->
                counts
                    .keySet()
                    .forEach(
                        minute ->
                            drawn.putIfAbsent(
                                minute, new Drawn(minute, Sum.NONE, Sum.NONE, Sum.NONE, 0))));
    return drawn.values().stream().map(this::minute).toList();
  }

  private LedgerReport.Minute minute(Drawn one) {
    return new LedgerReport.Minute(
        Differences.instant(one.minute()),
        book.topic(),
        one.found().events() - one.difference(),
        one.inTopic(),
        one.found().events() - one.inTopic(),
        one.difference(),
        groups.entrySet().stream()
            .map(
                entry ->
                    LedgerReport.Group.of(
                        entry.getKey().subscription(),
                        entry.getValue().getOrDefault(one.minute(), Counts.NONE)))
            .toList());
  }

  List<Difference> differences() {
    List<Difference> all = new ArrayList<>();
    var drawn = drawn();
    collect(all, Kind.LOST, drawn.stream().filter(one -> one.difference() < 0).toList());
    collect(all, Kind.UNEXPECTED, drawn.stream().filter(one -> one.difference() > 0).toList());
    collect(all, Kind.EXCHANGED, drawn.stream().filter(Drawn::exchanged).toList());
    for (var group : groups.keySet()) {
      var missing = group.missing();
      if (!missing.isEmpty()) {
        all.add(missing.as(Kind.MISSING, book.topic(), group.subscription().group()));
      }
    }
    return all;
  }

  private void collect(List<Difference> all, Kind kind, List<Drawn> minutes) {
    var run = new Differences.Collected();
    for (var one : minutes) {
      if (!run.isEmpty() && one.minute() - run.to() > APART_MINUTES) {
        all.add(run.as(kind, book.topic(), null));
        run = new Differences.Collected();
      }
      add(run, kind, one);
    }
    if (!run.isEmpty()) {
      all.add(run.as(kind, book.topic(), null));
    }
  }

  private void add(Differences.Collected run, Kind kind, Drawn one) {
    if (one.settled() && Math.abs(one.difference()) == 1) {
      run.event(one.minute(), one.found().onlyOne(one.before()));
    } else {
      run.events(one.minute(), kind == Kind.EXCHANGED ? 1 : Math.abs(one.difference()));
    }
    var removed = kind == Kind.LOST ? removedBefore(one.minute()) : List.<Range>of();
    (removed.isEmpty() ? book.spans(one.minute()) : removed).forEach(run::range);
  }

  /** What has left the topic at its beginning, and may have held the minute's events. */
  private List<Range> removedBefore(long minute) {
    List<Range> removed = new ArrayList<>();
    starts.forEach(
        (partition, start) -> {
          var first = book.first(partition);
          boolean concerned = first == null || first.offset() == start && first.minute() >= minute;
          if (start > 0 && concerned) {
            removed.add(new Range(partition, 0, start - 1));
          }
        });
    return removed;
  }
}
