package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The consumer on brokers that rebalance, refuse commits and throw, with handlers that fail, wait
 * and hang: nothing is lost, nothing is committed too early, each key keeps its order.
 */
class PollLoopSimulationTest {

  private static final CamelContext CAMEL = new DefaultCamelContext();

  private static final class NoContext implements ConsumerContext {
    @Override
    public int pausesEnded() {
      return 0;
    }

    @Override
    public String group() {
      return "group";
    }

    @Override
    public String routeId() {
      return "route";
    }

    @Override
    public void retrying() {}

    @Override
    public boolean mayBecomeDeadLetter(Delivery delivery, Throwable cause) {
      return true;
    }
  }

  /** A thousand runs; several at a time, because a run mostly waits. */
  @Property(tries = 200)
  void nothing_is_lost_nothing_committed_early_and_each_key_keeps_its_order(
      @ForAll @Size(5) List<Long> seeds) throws Exception {
    var runs = Executors.newFixedThreadPool(seeds.size());
    try {
      var outcomes =
          runs.invokeAll(
              seeds.stream().map(seed -> Executors.callable(() -> simulate(seed))).toList());
      for (var outcome : outcomes) {
        outcome.get();
      }
    } finally {
      runs.shutdownNow();
    }
  }

  private static void simulate(long seed) {
    // Given
    var topic = new SimulatedTopic(seed, 3, 200, 8);
    var pool = Executors.newFixedThreadPool(4);
    var timer = Executors.newScheduledThreadPool(2);
    var dice = new Random(seed);
    Set<String> running = ConcurrentHashMap.newKeySet();
    Map<String, Long> last = new ConcurrentHashMap<>();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    var handled = new AtomicInteger();
    Lanes<Delivery> lanes =
        new Lanes<>(
            3,
            pool,
            (delivery, lane) -> {
              if (!delivery.start()) {
                lane.done();
                return;
              }
              var record = delivery.record();
              String key = key(record);
              if (!running.add(key)) {
                topic.violation("two of " + key + " at the same time");
              }
              int outcome;
              synchronized (dice) {
                outcome = dice.nextInt(100);
              }
              Runnable finish =
                  () -> {
                    running.remove(key);
                    if (seen.add(record.partition() + ":" + record.offset())
                        && last.merge(key, record.offset(), Math::max) != record.offset()) {
                      topic.violation(key + " out of order at " + record.offset());
                    }
                    topic.finished(record);
                    delivery.finish();
                    handled.incrementAndGet();
                    lane.done();
                  };
              if (outcome < 10) {
                running.remove(key);
                delivery.await();
                var unused = timer.schedule(lane::again, outcome * 100L, TimeUnit.MICROSECONDS);
              } else if (outcome < 30) {
                var unused = timer.schedule(finish, outcome * 50L, TimeUnit.MICROSECONDS);
              } else {
                finish.run();
              }
            });
    var options = new OrderedKafkaOptions();
    options.set(CAMEL, "drainMs", 1L);
    options.set(CAMEL, "commitMs", 1L);
    options.set(CAMEL, "maxInFlight", 40);
    var loop =
        new PollLoop(
            "simulated",
            topic::newConsumer,
            List.of(SimulatedTopic.NAME),
            options,
            new Backoff(1, 2),
            Duration.ofMillis(1),
            new RecordFilter("group", Set.of(), Map.of()),
            lanes,
            new NoContext(),
            new ConsumerMetrics(new SimpleMeterRegistry(), SimulatedTopic.NAME, "group"));
    var thread = new Thread(loop);

    // When
    thread.start();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> handled.get() > 300 || topic.allCommitted());
    topic.calmDown();
    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(topic::allCommitted);
    loop.stop();
    joined(thread);
    pool.shutdownNow();
    timer.shutdownNow();

    // Then
    assertThat(topic.violations()).as("violations with seed %d", seed).isEmpty();
    assertThat(loop.status().inFlight()).as("left in flight with seed %d", seed).isZero();
  }

  private static void joined(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.partition()
        + "/"
        + (record.key() == null
            ? "none" + record.offset()
            : new String(record.key(), StandardCharsets.UTF_8));
  }
}
