package dev.kafila.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.ledger.Difference.Kind;
import dev.kafila.ledger.LedgerStore.Waiting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The books under histories by chance: they balance exactly where nothing was lost. */
class BooksTest {
  private static final String GROUP = "readers";
  private static final String TYPE = "task.created";
  private static final int PARTITIONS = 2;
  private static final int STEPS = 60;

  /** A store, a topic and a group, where anything may happen. */
  private static final class World implements Standing {
    private final Random random;
    private final Map<Long, Sum> accepted = new HashMap<>();
    private final List<Waiting> outbox = new ArrayList<>();
    private final List<List<Entry>> topic = List.of(new ArrayList<>(), new ArrayList<>());
    private final Map<String, Entry> published = new HashMap<>();
    private final int[] committed = new int[PARTITIONS];
    private final Set<String> marks = new HashSet<>();
    private final Map<List<Long>, Fate> letters = new HashMap<>();
    private long time;

    World(long seed) {
      random = new Random(seed);
    }

    /** One event that is a dead letter, and its replay, behind which the group has committed. */
    static World withReplay() {
      var world = new World(1);
      var id = world.newId();
      world.accept(id);
      world.write(0, id, true, TYPE, null);
      world.letters.put(List.of(0L, 0L), Fate.DEAD_LETTER);
      world.write(0, id, true, TYPE, GROUP);
      world.committed[0] = 2;
      return world;
    }

    Set<String> marked(Collection<String> ids) {
      return ids.stream().filter(marks::contains).collect(Collectors.toSet());
    }

    @Override
    public boolean committed(int partition, long offset) {
      return offset < committed[partition];
    }

    @Override
    public Fate fate(int partition, long offset) {
      return letters.getOrDefault(List.of((long) partition, offset), Fate.NONE);
    }

    private UUID newId() {
      return new UUID(random.nextLong(), random.nextLong());
    }

    private void write(int partition, UUID id, boolean ours, String type, String replayGroup) {
      var records = topic.get(partition);
      records.add(
          new Entry(
              partition,
              records.size(),
              replayGroup == null && ours ? minute(id) : time / 4,
              time,
              id == null ? null : id.toString(),
              id == null ? null : EventKey.of(id),
              ours,
              type,
              Map.of(),
              replayGroup));
    }

    private static long minute(UUID id) {
      return Math.floorMod(id.getMostSignificantBits(), 5);
    }

    private static int partition(UUID id) {
      return Math.floorMod(id.getLeastSignificantBits(), PARTITIONS);
    }

    private void accept(UUID id) {
      accepted.merge(minute(id), Sum.NONE.plus(EventKey.of(id)), Sum::plus);
    }

    /** Something that is allowed to happen. */
    void happen() {
      time++;
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          var id = newId();
          accept(id);
          outbox.add(new Waiting("t", TYPE, Map.of(), minute(id), EventKey.of(id)));
        }
        case 2 -> publish();
        case 3 -> handle(random.nextInt(PARTITIONS));
        case 4 -> handle(random.nextInt(PARTITIONS));
        case 5 -> write(random.nextInt(PARTITIONS), newId(), false, TYPE, null);
        case 6 -> write(random.nextInt(PARTITIONS), null, false, null, null);
        default -> replayOrPurge();
      }
    }

    private void publish() {
      if (!outbox.isEmpty()) {
        var event = outbox.get(random.nextInt(outbox.size()));
        var id = new UUID(event.key().high(), event.key().low());
        write(partition(id), id, true, TYPE, null);
        // A publisher that is killed here publishes it once more.
        if (random.nextInt(4) > 0) {
          outbox.remove(event);
        }
      }
    }

    /** The next record is marked or a letter; the commit may come later. */
    private void handle(int partition) {
      int next = committed[partition];
      if (next >= topic.get(partition).size()) {
        return;
      }
      var entry = topic.get(partition).get(next);
      boolean wanted = entry.replayGroup() == null || entry.replayGroup().equals(GROUP);
      if (wanted) {
        if (entry.id() == null || random.nextInt(4) == 0 && !marks.contains(entry.id())) {
          letters.put(List.of((long) partition, (long) next), Fate.DEAD_LETTER);
        } else {
          marks.add(entry.id());
        }
      }
      if (random.nextInt(4) > 0) {
        committed[partition]++;
      }
    }

    private void replayOrPurge() {
      for (var place : List.copyOf(letters.keySet())) {
        var entry = topic.get(place.get(0).intValue()).get(place.get(1).intValue());
        if (random.nextInt(3) == 0) {
          letters.put(place, Fate.PURGED);
        } else if (random.nextInt(3) == 0 && topic.get(0).size() < 2 * STEPS) {
          var id = entry.key() == null ? null : new UUID(entry.key().high(), entry.key().low());
          write(entry.partition(), id, entry.ours(), entry.type(), GROUP);
          return;
        }
      }
    }

    List<Entry> recordsOf(int partition) {
      return topic.get(partition);
    }
  }

  private static TopicBook book(World world, boolean byOffsets) {
    var subscription = new Subscription("t", GROUP, Set.of(TYPE), Map.of(), byOffsets);
    return new TopicBook("t", List.of(new GroupBook(subscription, world::marked)));
  }

  private static Balance read(TopicBook book, World world, int[] positions) {
    book.groups().forEach(group -> group.begin(world));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      var records = world.recordsOf(partition);
      for (; positions[partition] < records.size(); positions[partition]++) {
        book.add(records.get(positions[partition]));
      }
    }
    book.end();
    return new Balance(book, world.accepted, world.outbox, world.accepted, Map.of());
  }

  private static World world(long seed) {
    var world = new World(seed);
    for (int step = 0; step < STEPS; step++) {
      world.happen();
    }
    return world;
  }

  @Property(tries = 500)
  void whatever_is_allowed_to_happen_balances(@ForAll long seed, @ForAll boolean byOffsets) {
    // Given
    var world = new World(seed);
    var book = book(world, byOffsets);
    var positions = new int[PARTITIONS];

    for (int step = 0; step < STEPS; step++) {
      // When
      world.happen();

      // Then
      if (step % 7 == 0) {
        assertThat(read(book, world, positions).differences()).isEmpty();
      }
    }
    var atOnce = read(book(world, byOffsets), world, new int[PARTITIONS]);
    var bitByBit = read(book, world, positions);
    assertThat(atOnce.differences()).isEmpty();
    assertThat(bitByBit.topic(0)).isEqualTo(atOnce.topic(0));
    assertThat(atOnce.topic(0).difference()).isZero();
    assertThat(atOnce.minutes().stream().mapToLong(LedgerReport.Minute::accepted).sum())
        .isEqualTo(world.accepted.values().stream().mapToLong(Sum::events).sum());
    if (!byOffsets) {
      assertThat(bitByBit.groups()).isEqualTo(atOnce.groups());
    }
  }

  @Property(tries = 300)
  void an_event_lost_on_the_way_is_named(@ForAll long seed) {
    // Given
    var world = world(seed);
    var lost = world.newId();

    // When
    world.accept(lost);

    // Then
    var balance = read(book(world, false), world, new int[PARTITIONS]);
    assertThat(balance.differences())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.LOST);
              assertThat(one.eventIds()).containsExactly(lost.toString());
              assertThat(one.fromMinute()).isEqualTo(Differences.instant(World.minute(lost)));
            });
    assertThat(balance.topic(0).difference()).isEqualTo(-1);
  }

  @Property(tries = 300)
  void an_event_that_was_never_accepted_is_found(@ForAll long seed) {
    // Given
    var world = world(seed);
    var forged = world.newId();

    // When
    world.write(0, forged, true, "task.deleted", null);

    // Then
    assertThat(read(book(world, false), world, new int[PARTITIONS]).differences())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.UNEXPECTED);
              assertThat(one.eventIds()).containsExactly(forged.toString());
            });
  }

  @Property(tries = 300)
  void one_event_in_the_place_of_another_is_found(@ForAll long seed) {
    // Given
    var world = world(seed);
    var lost = new UUID(5, 1);
    var instead = new UUID(5, 2);

    // When
    world.accept(lost);
    world.write(0, instead, true, "task.deleted", null);

    // Then
    assertThat(read(book(world, false), world, new int[PARTITIONS]).differences())
        .extracting(Difference::kind)
        .containsExactly(Kind.EXCHANGED);
  }

  @Property(tries = 300)
  void a_record_that_the_group_only_committed_is_missing(@ForAll long seed) {
    // Given
    var world = world(seed);
    int offset = world.recordsOf(0).size();
    var passed = world.newId();
    for (int next = world.committed[0]; next < offset; next++) {
      var entry = world.recordsOf(0).get(next);
      if (entry.id() == null) {
        world.letters.put(List.of(0L, (long) next), Standing.Fate.DEAD_LETTER);
      } else {
        world.marks.add(entry.id());
      }
    }
    world.write(0, passed, false, TYPE, null);

    // When
    world.committed[0] = offset + 1;

    // Then
    var balance = read(book(world, false), world, new int[PARTITIONS]);
    assertThat(balance.differences())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.MISSING);
              assertThat(one.group()).isEqualTo(GROUP);
              assertThat(one.eventIds()).containsExactly(passed.toString());
              assertThat(one.ranges()).containsExactly(new Difference.Range(0, offset, offset));
            });
    assertThat(balance.groups().get(0).missing()).isEqualTo(1);
  }

  @Test
  void a_replayed_letter_that_was_handled_counts_as_handled_once() {
    // Given
    var world = World.withReplay();
    world.marks.add(world.topic.get(0).get(0).id());

    // When
    var group = read(book(world, false), world, new int[PARTITIONS]).groups().get(0);

    // Then
    assertThat(group.wanted()).isEqualTo(1);
    assertThat(group.handled()).isEqualTo(1);
    assertThat(group.deadLettered()).isZero();
  }

  @Test
  void a_replayed_letter_that_was_handled_by_a_group_without_marks_counts_as_handled() {
    // Given
    var world = World.withReplay();

    // When
    var group = read(book(world, true), world, new int[PARTITIONS]).groups().get(0);

    // Then
    assertThat(group.handled()).isEqualTo(1);
    assertThat(group.deadLettered()).isZero();
  }

  @Test
  void a_replay_that_was_lost_is_missing_although_its_letter_is_there() {
    // Given
    var world = World.withReplay();

    // When
    var group = read(book(world, false), world, new int[PARTITIONS]).groups().get(0);

    // Then
    assertThat(group.missing()).isEqualTo(1);
  }

  @Property(tries = 50)
  void the_set_of_ids_is_a_set(@ForAll List<Long> high, @ForAll List<Long> low) {
    // Given
    var set = new IdSet();
    Set<EventKey> expected = new HashSet<>();

    for (var one : high) {
      for (var other : low) {
        // When
        var key = new EventKey(one, other);

        // Then
        assertThat(set.contains(key)).isEqualTo(expected.contains(key));
        assertThat(set.add(key)).isEqualTo(expected.add(key));
      }
    }
    assertThat(set.size()).isEqualTo(expected.size());
  }
}
