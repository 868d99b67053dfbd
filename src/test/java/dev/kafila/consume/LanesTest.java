package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final ExecutorService pool = Executors.newFixedThreadPool(8);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);

  private record Item(int key, int number) {}

  @AfterEach
  void stop() {
    pool.shutdownNow();
    timer.shutdownNow();
  }

  /** One thread, every interleaving that the seed chooses: what is started when, and what waits. */
  @Property
  void any_schedule_keeps_each_key_in_order_and_forgets_nothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int workers) {
    // Given
    var random = new Random(seed);
    Queue<Runnable> threads = new ArrayDeque<>();
    Map<Lanes.Lane, Item> elsewhere = new HashMap<>();
    Map<Integer, List<Integer>> finished = new HashMap<>();
    Set<Integer> running = new HashSet<>();
    var lanes =
        new Lanes<Item>(
            workers,
            threads::add,
            (item, lane) -> {
              assertThat(running.add(item.key)).isTrue();
              switch (random.nextInt(4)) {
                case 0 -> elsewhere.put(lane, item);
                case 1 -> {
                  running.remove(item.key);
                  lane.again();
                }
                default -> {
                  running.remove(item.key);
                  finished.computeIfAbsent(item.key, key -> new ArrayList<>()).add(item.number);
                  lane.done();
                }
              }
            });
    int[] added = new int[5];

    // When
    boolean adding = true;
    for (int step = 0; adding || !threads.isEmpty() || !elsewhere.isEmpty(); step++) {
      adding = step < 300;
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          if (adding) {
            int key = random.nextInt(added.length);
            lanes.add(key, new Item(key, added[key]++));
          }
        }
        case 2 -> {
          if (adding && random.nextInt(4) == 0) {
            lanes.close();
          } else if (adding && random.nextBoolean()) {
            lanes.probe();
          } else {
            lanes.open();
          }
        }
        case 3 -> {
          if (!elsewhere.isEmpty()) {
            var lane = elsewhere.keySet().iterator().next();
            var item = elsewhere.remove(lane);
            running.remove(item.key);
            if (random.nextInt(3) == 0) {
              lane.again();
            } else {
              finished.computeIfAbsent(item.key, key -> new ArrayList<>()).add(item.number);
              lane.done();
            }
          }
        }
        default -> {
          lanes.flush();
          Runnable thread = threads.poll();
          if (thread != null) {
            thread.run();
          }
        }
      }
    }
    lanes.open();
    lanes.flush();
    while (!threads.isEmpty() || !elsewhere.isEmpty()) {
      if (!threads.isEmpty()) {
        threads.poll().run();
      }
      List.copyOf(elsewhere.keySet())
          .forEach(
              lane -> {
                var item = elsewhere.remove(lane);
                running.remove(item.key);
                finished.computeIfAbsent(item.key, key -> new ArrayList<>()).add(item.number);
                lane.done();
              });
    }

    // Then
    for (int key = 0; key < added.length; key++) {
      List<Integer> expected = new ArrayList<>();
      for (int number = 0; number < added[key]; number++) {
        expected.add(number);
      }
      assertThat(finished.getOrDefault(key, List.of())).isEqualTo(expected);
    }
    assertThat(lanes.size()).isZero();
  }

  @Test
  void real_threads_keep_each_key_in_order() {
    // Given
    int keys = 50;
    int each = 2_000;
    Map<Integer, Integer> last = new ConcurrentHashMap<>();
    Set<Integer> running = ConcurrentHashMap.newKeySet();
    var violations = new AtomicInteger();
    var count = new AtomicInteger();
    var lanes =
        new Lanes<Item>(
            8,
            pool,
            (item, lane) -> {
              if (!running.add(item.key)) {
                violations.incrementAndGet();
              }
              int dice = ThreadLocalRandom.current().nextInt(100);
              Runnable finish =
                  () -> {
                    running.remove(item.key);
                    if (last.merge(item.key, item.number, Math::max) != item.number) {
                      violations.incrementAndGet();
                    }
                    count.incrementAndGet();
                    lane.done();
                  };
              if (dice == 0) {
                running.remove(item.key);
                var unused = timer.schedule(lane::again, 100, TimeUnit.MICROSECONDS);
              } else if (dice < 5) {
                timer.execute(finish);
              } else {
                finish.run();
              }
            });

    // When
    for (int number = 0; number < each; number++) {
      for (int key = 0; key < keys; key++) {
        lanes.add(key, new Item(key, number));
      }
      lanes.flush();
      if (number % 100 == 0) {
        lanes.close();
        lanes.open();
      }
    }

    // Then
    await().untilAsserted(() -> assertThat(count).hasValue(keys * each));
    assertThat(violations).hasValue(0);
    await().untilAsserted(() -> assertThat(lanes.size()).isZero());
  }

  @Test
  void a_lane_that_hangs_holds_one_thread_and_no_other_lane() throws Exception {
    // Given
    var release = new CountDownLatch(1);
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    var lanes =
        new Lanes<Item>(
            2,
            pool,
            (item, lane) -> {
              if (item.key == 0) {
                awaitQuietly(release);
              }
              done.add(item.key);
              lane.done();
            });

    // When
    for (int key = 0; key < 100; key++) {
      lanes.add(key, new Item(key, 0));
    }
    lanes.flush();

    // Then
    await().untilAsserted(() -> assertThat(done).hasSize(99));
    assertThat(done).doesNotContain(0);
    release.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void while_closed_a_probe_starts_one_item_of_the_lane_that_waited_longest() {
    // Given
    List<Integer> started = new ArrayList<>();
    var lanes =
        new Lanes<Item>(
            1,
            Runnable::run,
            (item, lane) -> {
              started.add(item.key);
              lane.done();
            });
    lanes.close();
    lanes.add(1, new Item(1, 0));
    lanes.add(1, new Item(1, 1));
    lanes.add(2, new Item(2, 0));
    lanes.flush();

    // When
    boolean probed = lanes.probe();

    // Then
    assertThat(probed).isTrue();
    assertThat(started).containsExactly(1);
    lanes.probe();
    assertThat(started).containsExactly(1, 2);
    lanes.open();
    assertThat(started).containsExactly(1, 2, 1);
    assertThat(lanes.probe()).isFalse();
  }

  @Test
  void after_its_threads_are_gone_nothing_starts_and_nobody_is_hurt() {
    // Given
    var lanes =
        new Lanes<Item>(
            1,
            task -> {
              throw new RejectedExecutionException("stopped");
            },
            (item, lane) -> lane.done());

    // When
    lanes.add(1, new Item(1, 0));
    lanes.flush();

    // Then
    assertThat(lanes.size()).isOne();
  }

  @Test
  void an_item_reports_once() {
    // Given
    List<Lanes.Lane> seen = new ArrayList<>();
    var lanes =
        new Lanes<Item>(
            1,
            Runnable::run,
            (item, lane) -> {
              seen.add(lane);
              lane.done();
            });

    // When
    lanes.add(1, new Item(1, 0));
    lanes.flush();

    // Then
    assertThatThrownBy(() -> seen.get(0).done()).isInstanceOf(IllegalStateException.class);
  }
}
