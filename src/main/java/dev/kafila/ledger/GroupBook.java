package dev.kafila.ledger;

import dev.kafila.ledger.Counts.State;
import dev.kafila.ledger.Standing.Fate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What became of each event of one topic in one group.
 *
 * <p>An event is known by its id, or by its place where it has none. Its marks are asked for after
 * the group's standing was: what is committed by then is marked, or a dead letter.
 */
final class GroupBook {
  private static final int ASKED_AT_ONCE = 5_000;

  private final Subscription subscription;
  private final Function<Collection<String>, Set<String>> marked;
  private final Map<Long, Long> handled = new HashMap<>();
  private final Map<Object, Open> open = new LinkedHashMap<>();
  private final List<Open> unasked = new ArrayList<>();
  private Standing standing;

  private record Place(int partition, long offset) {}

  private record Copy(Place place, long writtenAt) {
    static Copy of(Entry entry) {
      return new Copy(new Place(entry.partition(), entry.offset()), entry.writtenAt());
    }
  }

  /** An event that is not known to be handled, with every record that carries it. */
  private record Open(Object identity, String id, long minute, List<Copy> copies) {
    Copy latest() {
      return copies.stream()
          .max(
              Comparator.comparing(Copy::writtenAt)
                  .thenComparing(copy -> copy.place().partition())
                  .thenComparing(copy -> copy.place().offset()))
          .orElseThrow();
    }
  }

  /**
   * @param marked answers which of some ids the group has marked
   */
  GroupBook(Subscription subscription, Function<Collection<String>, Set<String>> marked) {
    this.subscription = subscription;
    this.marked = marked;
  }

  Subscription subscription() {
    return subscription;
  }

  /** Begins a check: what is open is looked at anew. */
  void begin(Standing now) {
    standing = now;
    unasked.clear();
    List.copyOf(open.values()).forEach(this::judge);
  }

  /** A record of an event that no earlier record carried. */
  void first(Entry entry) {
    var event = new Open(identity(entry), entry.id(), entry.minute(), new ArrayList<>());
    event.copies().add(Copy.of(entry));
    open.put(event.identity(), event);
    judge(event);
  }

  /** A record of an event that another one carried already. */
  void again(Entry entry) {
    var event = open.get(identity(entry));
    if (event != null) {
      event.copies().add(Copy.of(entry));
      if (subscription.byOffsets()) {
        judge(event);
      }
    }
  }

  boolean knows(Entry entry) {
    return open.containsKey(identity(entry));
  }

  private static Object identity(Entry entry) {
    return entry.key() == null ? new Place(entry.partition(), entry.offset()) : entry.key();
  }

  private void judge(Open event) {
    if (subscription.byOffsets()) {
      var place = event.latest().place();
      if (standing.committed(place.partition(), place.offset())
          && standing.fate(place.partition(), place.offset()) == Fate.NONE) {
        close(event);
      }
    } else if (event.id() != null) {
      unasked.add(event);
      if (unasked.size() >= ASKED_AT_ONCE) {
        ask();
      }
    }
  }

  /** To be called when every record was told of. */
  void end() {
    ask();
  }

  private void ask() {
    if (unasked.isEmpty()) {
      return;
    }
    var marks = marked.apply(unasked.stream().map(Open::id).toList());
    unasked.stream().filter(event -> marks.contains(event.id())).forEach(this::close);
    unasked.clear();
  }

  private void close(Open event) {
    if (open.remove(event.identity(), event)) {
      handled.merge(event.minute(), 1L, Long::sum);
    }
  }

  /** Forgets what was handled in minutes before. */
  void forgetBefore(long floor) {
    handled.keySet().removeIf(minute -> minute < floor);
  }

  int openEvents() {
    return open.size();
  }

  private State state(Open event) {
    boolean waiting = false;
    for (var copy : event.copies()) {
      var place = copy.place();
      if (!standing.committed(place.partition(), place.offset())) {
        waiting = true;
      } else if (standing.fate(place.partition(), place.offset()) == Fate.NONE
          && !subscription.byOffsets()) {
        return State.MISSING;
      }
    }
    if (waiting) {
      return State.WAITING;
    }
    var last = event.latest().place();
    return standing.fate(last.partition(), last.offset()) == Fate.PURGED
        ? State.PURGED
        : State.DEAD_LETTERED;
  }

  /** By minute. */
  Map<Long, Counts> counts() {
    Map<Long, Counts> counts = new TreeMap<>();
    handled.forEach(
        (minute, events) -> counts.merge(minute, Counts.of(State.HANDLED, events), Counts::plus));
    open.values()
        .forEach(event -> counts.merge(event.minute(), Counts.of(state(event), 1), Counts::plus));
    return counts;
  }

  /** What is committed and neither handled nor a dead letter; empty if nothing is. */
  Differences.Collected missing() {
    var missing = new Differences.Collected();
    for (var event : open.values()) {
      if (state(event) == State.MISSING) {
        missing.event(event.minute(), event.id());
        event.copies().stream()
            .map(Copy::place)
            .filter(place -> standing.committed(place.partition(), place.offset()))
            .filter(place -> standing.fate(place.partition(), place.offset()) == Fate.NONE)
            .forEach(place -> missing.place(place.partition(), place.offset()));
      }
    }
    return missing;
  }
}
