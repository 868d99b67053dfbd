package dev.kafila.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which faults follow one another, all decided by a seed.
 *
 * <p>A round has one fault, or two at the same time that hit different things, then a pause. Every
 * fault has had its turn before any has it again.
 */
final class FaultPlan {
  private static final int LONGEST_APART_MS = 8_000;
  private static final int SHORTEST_PAUSE_S = 2;
  private static final int LONGEST_PAUSE_S = 8;

  private final Random random;
  private final boolean pairs;
  private final Set<Fault> all;
  private final List<Fault> waiting = new ArrayList<>();

  private FaultPlan(long seed, boolean pairs, Set<Fault> all) {
    this.random = new Random(seed);
    this.pairs = pairs;
    this.all = all;
  }

  /** Of every fault, up to two at a time. */
  static FaultPlan of(long seed) {
    return new FaultPlan(seed, true, EnumSet.allOf(Fault.class));
  }

  /** Of these faults, one at a time. */
  static FaultPlan of(long seed, Set<Fault> faults) {
    return new FaultPlan(seed, false, EnumSet.copyOf(faults));
  }

  /**
   * A fault in a round.
   *
   * @param after since the round began
   * @param seed of what the fault itself leaves to chance
   */
  record Step(Fault fault, Duration after, Duration held, long seed) {
    @Override
    public String toString() {
      return "%s after %d ms for %d s".formatted(fault, after.toMillis(), held.toSeconds());
    }
  }

  /**
   * Faults at the same time.
   *
   * @param pause when all are healed
   */
  record Round(List<Step> steps, Duration pause) {
    @Override
    public String toString() {
      return steps.stream().map(Step::toString).collect(Collectors.joining(", "))
          + ", then a pause of %d s".formatted(pause.toSeconds());
    }
  }

  /** The next round; there is no last one. */
  Round next() {
    var steps = new ArrayList<Step>();
    var first = take(EnumSet.noneOf(Fault.Target.class));
    steps.add(step(first, Duration.ZERO));
    if (pairs && random.nextBoolean()) {
      var after = Duration.ofMillis(random.nextInt(LONGEST_APART_MS));
      steps.add(step(take(EnumSet.of(first.target())), after));
    }
    var pause = SHORTEST_PAUSE_S + random.nextInt(LONGEST_PAUSE_S - SHORTEST_PAUSE_S + 1);
    return new Round(steps, Duration.ofSeconds(pause));
  }

  private Step step(Fault fault, Duration after) {
    return new Step(fault, after, fault.held(random), random.nextLong());
  }

  /** The next in turn that hits none of these. */
  private Fault take(Set<Fault.Target> taken) {
    if (waiting.stream().allMatch(fault -> taken.contains(fault.target()))) {
      var more = new ArrayList<>(all);
      Collections.shuffle(more, random);
      waiting.addAll(more);
    }
    var fault =
        waiting.stream().filter(one -> !taken.contains(one.target())).findFirst().orElseThrow();
    waiting.remove(fault);
    return fault;
  }
}
