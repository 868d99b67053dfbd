package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;

/**
 * How long 999 users' events are on their way while a thousandth's, on the same partition, fails
 * with its redeliveries 30 s apart; and how long without him.
 *
 * <p>A measurement, no part of the suite: its figures are printed, alternating, for the reader to
 * compare. {@code docs/ordered-consumer.md} says how to run it.
 */
class OtherUsersDelay {
  private static final int ROUNDS = 6;
  private static final int USERS = 999;
  private static final int EVENTS = 10_000;
  private static final long PAUSE_NANOS = 500_000;
  private static final String STUCK = "stuck";

  /** Takes the time from sending to handling, in µs; fails for one user. */
  private static final class Watch implements Processor {
    final AtomicLongArray delays = new AtomicLongArray(EVENTS);
    final AtomicInteger handled = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();

    @Override
    public void process(Exchange exchange) {
      String value = exchange.getIn().getBody(String.class);
      if (value.equals(STUCK)) {
        failed.incrementAndGet();
        throw new IllegalStateException("never");
      }
      long delay = System.nanoTime() - Long.parseLong(value);
      delays.set(handled.getAndIncrement(), delay / 1_000);
    }
  }

  private record Figures(long median, long p99, long longest) {
    static Figures of(Watch watch) {
      long[] sorted = new long[EVENTS];
      Arrays.setAll(sorted, watch.delays::get);
      Arrays.sort(sorted);
      return new Figures(sorted[EVENTS / 2], sorted[EVENTS * 99 / 100], sorted[EVENTS - 1]);
    }
  }

  @Test
  void with_and_without_a_user_whose_event_fails() throws Exception {
    List<Figures> without = new ArrayList<>();
    List<Figures> with = new ArrayList<>();
    // The first round only warms up.
    for (int round = 0; round <= ROUNDS; round++) {
      Figures free = measure(false);
      Figures held = measure(true);
      if (round > 0) {
        without.add(free);
        with.add(held);
        System.out.printf("round %d, µs: without %s, with %s%n", round, free, held);
      }
    }
    System.out.printf(
        "medians of %d rounds, µs: p50 %d without, %d with; p99 %d without, %d with%n",
        ROUNDS,
        median(without, Figures::median),
        median(with, Figures::median),
        median(without, Figures::p99),
        median(with, Figures::p99));
  }

  private static long median(List<Figures> figures, ToLongFunction<Figures> one) {
    return figures.stream().mapToLong(one).sorted().skip(figures.size() / 2).findFirst().orElse(0);
  }

  private static Figures measure(boolean stuck) throws Exception {
    try (var pipeline =
        new Pipeline(1).withDeadLetters().withRedeliveryDelay(Duration.ofSeconds(30))) {
      var watch = new Watch();
      var program = pipeline.start(watch);
      await().until(() -> Pipeline.consumer(program).statuses().get(0).partitions() == 1);
      if (stuck) {
        pipeline.send(STUCK, STUCK);
        await().until(() -> watch.failed.get() == 1);
      }
      for (int event = 0; event < EVENTS; event++) {
        pipeline.send("user" + event % USERS, Long.toString(System.nanoTime()));
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> watch.handled.get() == EVENTS);
      assertThat(watch.failed.get()).isEqualTo(stuck ? 1 : 0);
      return Figures.of(watch);
    }
  }
}
