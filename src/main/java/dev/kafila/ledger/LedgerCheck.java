package dev.kafila.ledger;

import dev.kafila.event.EventTopics;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.ledger.Difference.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the store with the topics and their groups; each run goes on where the one before ended.
 *
 * <p>The order of its questions is what lets it run beside everything else (docs/ledger.md): what
 * is committed, then letters and purges, accepted events together with the outbox, the ends of the
 * topics, their records, the groups' marks, and accepted events once more.
 */
final class LedgerCheck {
  /** By how much clocks may differ. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** Records may be taken away a little before their time is over, as clocks differ. */
  private static final Duration MOST_EARLY = Duration.ofHours(1);

  private final LedgerStore store;
  private final KafkaConnection connection;
  private final Clock clock;
  private final List<Subscription> subscriptions;
  private final Map<String, TopicBook> books = new LinkedHashMap<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Letters letters = new Letters();
  private Instant lettersSince;

  /** What a group has committed, and where the topic ends. */
  private record Place(
      Subscription subscription,
      Map<TopicPartition, Long> committed,
      Map<TopicPartition, Long> ends,
      Letters letters)
      implements Standing {

    @Override
    public boolean committed(int partition, long offset) {
      var place = new TopicPartition(subscription.topic(), partition);
      var next = committed.get(place);
      // Behind the end is where a topic ended that has been made anew since.
      return next != null && offset < next && next <= ends.getOrDefault(place, 0L);
    }

    @Override
    public Fate fate(int partition, long offset) {
      return letters.fate(
          new Letters.Failed(subscription.group(), subscription.topic(), partition, offset));
    }
  }

  LedgerCheck(
      LedgerStore store,
      KafkaConnection connection,
      Clock clock,
      Collection<String> topics,
      List<Subscription> subscriptions) {
    this.store = store;
    this.connection = connection;
    this.clock = clock;
    this.subscriptions =
        subscriptions.stream().filter(one -> topics.contains(one.topic())).toList();
    for (var topic : topics) {
      books.put(
          topic,
          new TopicBook(
              topic,
              this.subscriptions.stream()
                  .filter(one -> one.topic().equals(topic))
                  .map(one -> new GroupBook(one, ids -> store.marked(one.group(), ids)))
                  .toList()));
    }
  }

  /**
   * @param since minutes before it are left out; it may only grow from run to run
   */
  LedgerReport run(Instant since) {
    try (var offsets = new GroupOffsets(connection);
        var log = new TopicLog(connection)) {
      var groups = subscriptions.stream().map(Subscription::group).toList();
      var committed = offsets.committed(groups);
      var partitions = log.partitions(books.keySet());
      var floors = floors(offsets.retention(topics(partitions)));
      var judgeable = Map.copyOf(floors);
      floors.replaceAll((topic, floor) -> Math.max(floor, EntryReader.minute(since)));
      long floor = floors.values().stream().min(Long::compare).orElse(0L);
      readLetters(log, floor);
      letters.purged(store.purged(lettersSince(floor)));
      var before = store.snapshot(floor);
      var ends = log.ends(partitions);
      for (var book : books.values()) {
        book.floor(floors.get(book.topic()));
        book.groups()
            .forEach(
                group -> {
                  var one = group.subscription();
                  group.begin(new Place(one, committed.get(one.group()), ends, letters));
                });
      }
      readTopics(log, ends, floor, new EntryReader(before.accepted().sources()));
      var starts = log.starts(partitions);
      var after = store.accepted(floor);
      var gone = gone(committed, offsets, starts, groups);
      return report(floors, unchecked(judgeable, floors), before, after, starts, gone);
    }
  }

  private static Set<String> topics(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
  }

  /** The first minute of each topic whose records must all be there still. */
  private Map<String, Long> floors(Map<String, Duration> retention) {
    long begin = store.begin().orElse(0L);
    Map<String, Long> floors = new HashMap<>();
    for (var topic : books.keySet()) {
      long kept = 0;
      if (retention.containsKey(topic)) {
        var time = retention.get(topic);
        var early = time.dividedBy(10).compareTo(MOST_EARLY) < 0 ? time.dividedBy(10) : MOST_EARLY;
        kept = Math.max(0, EntryReader.minute(clock.instant().minus(time).plus(early)) + 1);
      }
      floors.put(topic, Math.max(begin, kept));
    }
    return floors;
  }

  /** Accepted before what can be judged, where nobody has asked for less. */
  private Map<String, Long> unchecked(Map<String, Long> judgeable, Map<String, Long> floors) {
    Map<String, Long> unchecked = new HashMap<>();
    judgeable.forEach(
        (topic, floor) -> {
          if (floor > 0 && floor.equals(floors.get(topic))) {
            unchecked.put(topic, store.acceptedBefore(floor).getOrDefault(topic, 0L));
          }
        });
    return unchecked;
  }

  private void readLetters(TopicLog log, long floor) {
    var partitions =
        log.partitions(books.keySet().stream().map(EventTopics::deadLettersOf).toList());
    var ends = log.ends(partitions);
    seek(log, ends, floor);
    log.read(positions, ends, letters::add);
  }

  /** Before, no letter was written of what this check knows. */
  private Instant lettersSince(long floor) {
    if (lettersSince == null) {
      lettersSince = floor == 0 ? Instant.EPOCH : Differences.instant(floor).minus(SKEW);
    }
    return lettersSince;
  }

  private void readTopics(
      TopicLog log, Map<TopicPartition, Long> ends, long floor, EntryReader reader) {
    seek(log, ends, floor);
    log.read(positions, ends, record -> books.get(record.topic()).add(reader.read(record)));
    books.values().forEach(TopicBook::end);
  }

  /**
   * Where to begin, in partitions that were not looked at yet.
   *
   * @throws IllegalStateException if one ends before what was read: only a new check tells the
   *     truth
   */
  private void seek(TopicLog log, Map<TopicPartition, Long> ends, long floor) {
    ends.forEach(
        (partition, end) -> {
          if (positions.getOrDefault(partition, 0L) > end) {
            throw new IllegalStateException(
                partition.topic() + " was made anew, or has lost its end");
          }
        });
    var unknown =
        ends.keySet().stream().filter(partition -> !positions.containsKey(partition)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    var found =
        floor == 0
            ? log.starts(unknown)
            : log.since(unknown, Differences.instant(floor).minus(SKEW));
    unknown.forEach(
        partition -> positions.put(partition, found.getOrDefault(partition, ends.get(partition))));
  }

  /** Records that left a topic before a group came to them. */
  private List<Difference> gone(
      Map<String, Map<TopicPartition, Long>> committed,
      GroupOffsets offsets,
      Map<TopicPartition, Long> starts,
      List<String> groups) {
    Function<Map<String, Map<TopicPartition, Long>>, List<Difference>> find =
        now ->
            subscriptions.stream()
                .map(one -> gone(one, now.get(one.group()), starts))
                .filter(one -> one.events() > 0)
                .toList();
    // The group may have gone on since it was asked, and what it read may have left since.
    return find.apply(committed).isEmpty() ? List.of() : find.apply(offsets.committed(groups));
  }

  private static Difference gone(
      Subscription one, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> starts) {
    long records = 0;
    var collected = new Differences.Collected();
    for (var partition : starts.keySet()) {
      var next = committed.get(partition);
      long start = starts.get(partition);
      if (partition.topic().equals(one.topic()) && next != null && next < start) {
        records += start - next;
        collected.range(new Difference.Range(partition.partition(), next, start - 1));
      }
    }
    return collected.as(Kind.GONE, one.topic(), one.group(), records);
  }

  private LedgerReport report(
      Map<String, Long> floors,
      Map<String, Long> unchecked,
      LedgerStore.Snapshot before,
      LedgerStore.Accepted after,
      Map<TopicPartition, Long> starts,
      List<Difference> gone) {
    List<LedgerReport.Topic> topics = new ArrayList<>();
    List<LedgerReport.Group> groups = new ArrayList<>();
    List<LedgerReport.Minute> minutes = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    for (var book : books.values()) {
      long floor = floors.get(book.topic());
      var waiting =
          before.waiting().stream()
              .filter(event -> event.topic().equals(book.topic()) && event.minute() >= floor)
              .toList();
      var balance =
          new Balance(
              book,
              from(before.accepted().of(book.topic()), floor),
              waiting,
              from(after.of(book.topic()), floor),
              ofTopic(starts, book.topic()));
      topics.add(balance.topic(unchecked.getOrDefault(book.topic(), 0L)));
      groups.addAll(balance.groups());
      minutes.addAll(balance.minutes());
      differences.addAll(balance.differences());
    }
    differences.addAll(gone);
    long floor = floors.values().stream().min(Long::compare).orElse(0L);
    return new LedgerReport(
        differences.isEmpty(),
        clock.instant(),
        floor == 0 ? null : Differences.instant(floor),
        topics,
        groups,
        differences,
        minutes,
        List.of());
  }

  private static Map<Long, Sum> from(Map<Long, Sum> sums, long floor) {
    return sums.entrySet().stream()
        .filter(entry -> entry.getKey() >= floor)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<Integer, Long> ofTopic(Map<TopicPartition, Long> offsets, String topic) {
    return offsets.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic))
        .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
  }

  /** How many events it holds in memory. */
  long size() {
    return letters.size()
        + books.values().stream()
            .mapToLong(
                book -> book.size() + book.groups().stream().mapToLong(GroupBook::openEvents).sum())
            .sum();
  }
}
