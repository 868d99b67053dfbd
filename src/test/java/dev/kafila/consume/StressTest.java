package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The concurrent parts under real threads, which the seed makes pause, yield and hurry.
 *
 * <p>A second or two each; {@code -Dkafila.stress.seconds=600} for longer, {@code
 * -Dkafila.stress.seed=N} for another seed than the clock's. What fails names its seed.
 */
class StressTest {
  private static final long NANOS =
      TimeUnit.MILLISECONDS.toNanos(
          (long) (1_000 * Double.parseDouble(System.getProperty("kafila.stress.seconds", "1.5"))));
  private static final long SEED = Long.getLong("kafila.stress.seed", System.nanoTime());
  private static final long LONGEST_ROUND = TimeUnit.SECONDS.toNanos(30);
  private static final int KEYS = 7;
  private static final int ITEMS = 2_000;
  private static final int WORKERS = 4;
  private static final int RACES = 20_000;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicReference<String> violation = new AtomicReference<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void lanes_keep_order_run_one_at_a_time_and_forget_nothing_and_no_commit_passes_them()
      throws Exception {
    rounds(this::handOver);
  }

  /** The polling thread adds and looks at the position; workers, a timer and a gate do the rest. */
  private void handOver(long seed) throws InterruptedException {
    // Given
    var finished = new AtomicIntegerArray(ITEMS);
    var running = new AtomicIntegerArray(KEYS);
    var last = new AtomicIntegerArray(KEYS);
    var left = new CountDownLatch(ITEMS);
    var tries = new AtomicInteger();
    var lanes =
        new Lanes<Delivery>(
            WORKERS,
            threads,
            (delivery, lane) -> {
              int key = delivery.record().key()[0];
              int offset = (int) delivery.offset();
              must(running.incrementAndGet(key) == 1, "two of key %d at once", key);
              must(delivery.start(), "offset %d does not start", offset);
              must(last.get(key) <= offset, "offset %d after %d", offset, last.get(key));
              last.set(key, offset);
              int choice = choice(seed, tries.incrementAndGet());
              Runnable end =
                  () -> {
                    running.decrementAndGet(key);
                    if (choice % 4 == 0) {
                      delivery.await();
                      lane.again();
                    } else {
                      must(finished.incrementAndGet(offset) == 1, "offset %d twice", offset);
                      must(delivery.finish(), "offset %d does not finish", offset);
                      left.countDown();
                      lane.done();
                    }
                  };
              disturb(choice);
              if (choice % 3 == 0) {
                threads.execute(end);
              } else {
                end.run();
              }
            });
    var progress = new PartitionProgress<Delivery>();
    var random = new Random(seed);

    // When
    var gate = threads.submit(() -> openAndClose(lanes, left, new Random(seed + 1)));
    for (int offset = 0; offset < ITEMS; offset++) {
      var delivery = delivery(offset, random.nextInt(KEYS));
      progress.add(delivery);
      lanes.add(LaneKey.of(delivery.record()), delivery);
      if (random.nextInt(20) == 0) {
        lanes.flush();
        requireAllFinishedBelow(progress.position(), finished);
      }
    }
    lanes.flush();

    // Then
    long deadline = System.nanoTime() + LONGEST_ROUND;
    while (!left.await(1, TimeUnit.MILLISECONDS)
        && violation.get() == null
        && System.nanoTime() < deadline) {
      requireAllFinishedBelow(progress.position(), finished);
    }
    must(left.getCount() == 0, "%d of %d forgotten", left.getCount(), ITEMS);
    must(progress.position() == ITEMS, "position %d", progress.position());
    gate.cancel(true);
  }

  private static void openAndClose(Lanes<?> lanes, CountDownLatch left, Random random) {
    while (left.getCount() > 0) {
      lanes.close();
      disturb(random.nextInt(64));
      if (random.nextBoolean()) {
        lanes.probe();
      }
      lanes.open();
      disturb(random.nextInt(64));
    }
  }

  private void requireAllFinishedBelow(long position, AtomicIntegerArray finished) {
    for (int offset = 0; offset < position; offset++) {
      must(finished.get(offset) == 1, "position %d past unfinished %d", position, offset);
    }
  }

  @Test
  void a_gate_that_opens_while_a_lane_is_put_aside_forgets_none() throws Exception {
    rounds(this::openOnce);
  }

  /** Nobody opens the gate a second time: what is forgotten stays so. */
  private void openOnce(long seed) throws InterruptedException {
    // Given
    int items = 8;
    var left = new CountDownLatch(items);
    var lanes =
        new Lanes<Integer>(
            2,
            threads,
            (item, lane) -> {
              left.countDown();
              lane.done();
            });
    lanes.close();
    for (int item = 0; item < items; item++) {
      lanes.add(item % 4, item);
    }

    // When
    lanes.flush();
    for (int i = choice(seed, 0) % 2_000; i > 0; i--) {
      Thread.onSpinWait();
    }
    lanes.open();

    // Then
    must(left.await(10, TimeUnit.SECONDS), "%d of %d forgotten", left.getCount(), items);
  }

  @Test
  void a_delivery_is_finished_or_abandoned_once_and_never_both() throws Exception {
    rounds(seed -> race(seed, false, Delivery::finish, Delivery::abandonUnlessRunning));
  }

  @Test
  void a_delivery_that_is_given_up_while_it_is_put_aside_stays_given_up() throws Exception {
    rounds(
        seed ->
            race(
                seed,
                true,
                delivery -> {
                  delivery.await();
                  return false;
                },
                Delivery::abandon));
  }

  /**
   * A worker against the polling thread, step by step over many deliveries at once, so that both
   * touch each at the same moment.
   *
   * @param always the polling thread gives up whatever is not finished
   */
  private void race(
      long seed, boolean always, Predicate<Delivery> worker, Consumer<Delivery> poller) {
    // Given
    var deliveries = new Delivery[RACES];
    for (int i = 0; i < RACES; i++) {
      deliveries[i] = delivery(i, 0);
      if (choice(seed, i) % 2 == 0) {
        deliveries[i].start();
      } else {
        deliveries[i].start();
        deliveries[i].await();
      }
    }
    var said = new boolean[RACES];
    var givenUp = new boolean[RACES];
    var places = new AtomicIntegerArray(2);

    // When
    together(
        () -> {
          for (int i = 0; i < RACES; i++) {
            keepPace(places, 0, i);
            said[i] = worker.test(deliveries[i]);
          }
        },
        () -> {
          for (int i = 0; i < RACES; i++) {
            keepPace(places, 1, i);
            poller.accept(deliveries[i]);
            givenUp[i] = deliveries[i].abandoned();
          }
        });

    // Then
    for (int i = 0; i < RACES; i++) {
      var delivery = deliveries[i];
      must(!(said[i] && delivery.abandoned()), "finished, and given up");
      must(said[i] == delivery.finished(), "finished without its worker's knowing, or not");
      must(!givenUp[i] || delivery.abandoned(), "came back");
      must(!always || said[i] || givenUp[i], "not given up");
      must(!delivery.abandoned() || !delivery.start(), "goes on after its end");
    }
  }

  /** Goes on when the other is here too. */
  private static void keepPace(AtomicIntegerArray places, int who, int place) {
    places.set(who, place);
    for (int spins = 0; places.get(1 - who) < place; spins++) {
      if (spins % 1_000 == 999) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void each_pause_of_a_group_is_ended_by_one_success() throws Exception {
    rounds(
        seed -> {
          // Given
          var guard = new GroupGuard(6);
          var ended = new AtomicInteger();

          // When
          Runnable[] work = new Runnable[3];
          for (int thread = 0; thread < work.length; thread++) {
            var random = new Random(seed + thread);
            work[thread] =
                () -> {
                  for (int i = 0; i < 400; i++) {
                    if (random.nextInt(3) > 0) {
                      guard.failed(random.nextInt(9), "it broke");
                    } else if (guard.succeeded()) {
                      ended.incrementAndGet();
                    }
                    disturb(random.nextInt(256));
                  }
                };
          }
          together(work);

          // Then
          boolean pausing = guard.reason() != null;
          must(guard.pausesEnded() == ended.get(), "%d ended", guard.pausesEnded());
          must(guard.succeeded() == pausing, "the last pause is not ended by a success");
          must(guard.reason() == null, "still paused: %s", guard.reason());
          must(!guard.succeeded(), "ended twice");
        });
  }

  private interface Round {
    void run(long seed) throws InterruptedException;
  }

  private void rounds(Round round) throws InterruptedException {
    long end = System.nanoTime() + NANOS;
    int number = 0;
    do {
      long seed = SEED + number++;
      round.run(seed);
      assertThat(violation.get()).as("-Dkafila.stress.seed=%d", seed).isNull();
    } while (System.nanoTime() < end);
  }

  private void must(boolean condition, String what, Object... details) {
    if (!condition) {
      violation.compareAndSet(null, what.formatted(details));
    }
  }

  /** Runs all at the same moment, as far as there are cores, and waits for them. */
  private void together(Runnable... work) {
    var start = new CyclicBarrier(work.length);
    List<Future<?>> running = new ArrayList<>();
    for (var one : work) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                one.run();
                return null;
              }));
    }
    try {
      for (var one : running) {
        one.get(30, TimeUnit.SECONDS);
      }
    } catch (Exception e) {
      violation.compareAndSet(null, e.toString());
    }
  }

  /** Spread evenly over the positive numbers, by seed and number. */
  private static int choice(long seed, int number) {
    return new Random(seed * 31 + number).nextInt(Integer.MAX_VALUE);
  }

  private static void disturb(int choice) {
    if (choice % 16 == 0) {
      Thread.yield();
    } else if (choice % 7 == 0) {
      for (int i = choice % 500; i > 0; i--) {
        Thread.onSpinWait();
      }
    }
  }

  private static Delivery delivery(int offset, int key) {
    var record =
        new ConsumerRecord<>("t", 0, offset, new byte[] {(byte) key}, new byte[] {(byte) key});
    return new Delivery(record, EventHeaders.of(record.headers()).decoded(), null, 0);
  }
}
