package dev.kafila.faults;

import dev.kafila.faults.FaultPlan.Round;
import dev.kafila.faults.FaultPlan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Carries a plan out, round by round; between rounds nothing is broken. */
final class FaultRun implements AutoCloseable {
  private final Installation installation;
  private final FaultPlan plan;
  private final Consumer<String> told;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            var thread = new Thread(work, "fault");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<Fault, Integer> injected =
      Collections.synchronizedMap(new EnumMap<>(Fault.class));
  private final List<String> unexpected = new ArrayList<>();

  /**
   * @param told hears what happens when it happens, a line each
   */
  FaultRun(Installation installation, FaultPlan plan, Consumer<String> told) {
    this.installation = installation;
    this.plan = plan;
    this.told = told;
  }

  /** Rounds until the time is over: the last one is finished. */
  void during(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      round(plan.next());
    }
  }

  /** So many rounds. */
  void rounds(int count) throws Exception {
    for (int n = 0; n < count; n++) {
      round(plan.next());
    }
  }

  /** How often each fault was there. */
  Map<Fault, Integer> injected() {
    return new EnumMap<>(injected);
  }

  /** What went wrong that was not a fault: a program that ended by itself. */
  List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  private void round(Round round) throws Exception {
    told.accept("round: " + round);
    var running = new ArrayList<Future<?>>();
    for (var step : round.steps()) {
      running.add(threads.submit(stepping(step)));
    }
    Exception failure = null;
    for (var one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        failure = new IllegalStateException("a fault could not be injected or healed", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    installation.brokers().awaitAll();
    for (var end : installation.applications().endedByThemselves()) {
      told.accept(end);
      unexpected.add(end);
    }
    installation.applications().startMissing();
    TimeUnit.NANOSECONDS.sleep(round.pause().toNanos());
  }

  private Callable<Void> stepping(Step step) {
    return () -> {
      TimeUnit.NANOSECONDS.sleep(step.after().toNanos());
      var fault = step.fault();
      told.accept("%s: begins".formatted(fault));
      long began = System.nanoTime();
      var hit = fault.inject(installation, new Random(step.seed()));
      told.accept("%s: %s%s".formatted(fault, hit.what(), since(began)));
      TimeUnit.NANOSECONDS.sleep(step.held().toNanos());
      long healing = System.nanoTime();
      hit.healing().heal();
      told.accept("%s: healed%s".formatted(fault, since(healing)));
      injected.merge(fault, 1, Integer::sum);
      return null;
    };
  }

  private static String since(long nanos) {
    return ", took %d ms".formatted(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
