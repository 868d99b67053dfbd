package dev.kafila.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What the outbox tells about itself; how much waits is told by the process that publishes it. */
final class OutboxMetrics {
  private static final OutboxStore.Depth NOTHING = new OutboxStore.Depth(0, 0, 0, 0);
  private static final Duration COUNT_AGAIN = Duration.ofMillis(500);

  /** The publisher may count for a hundredth of its time. */
  private static final long COUNTING_SHARE = 100;

  private final Timer latency;
  private final Counter failures;
  private final Counter setAside;
  private final Counter refused;
  private volatile OutboxStore.Depth depth = NOTHING;
  private long countAgainAt = System.nanoTime();

  OutboxMetrics(MeterRegistry registry) {
    latency =
        Timer.builder("kafila.outbox.publish")
            .description("From the commit of a change to Kafka's acknowledgement of its event")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(registry);
    failures =
        Counter.builder("kafila.outbox.failures")
            .description("Publishes given up after their retries")
            .register(registry);
    setAside =
        Counter.builder("kafila.outbox.set.aside")
            .description("Events set aside until Kafka takes them")
            .register(registry);
    refused =
        Counter.builder("kafila.outbox.refused")
            .description("Events that Kafka has refused for good, each counted once")
            .register(registry);
    Gauge.builder("kafila.outbox.depth", () -> depth.events())
        .description("Events that wait for Kafka")
        .register(registry);
    Gauge.builder("kafila.outbox.waiting.aside", () -> depth.setAside())
        .description("Events that are set aside now")
        .register(registry);
    Gauge.builder("kafila.outbox.waiting.refused", () -> depth.refused())
        .description("Events that wait because Kafka refuses them")
        .register(registry);
    Gauge.builder("kafila.outbox.oldest.age", () -> depth.oldestSeconds())
        .description("Age of the oldest waiting event")
        .baseUnit("seconds")
        .register(registry);
  }

  void published(List<PendingEvent> events, Instant now) {
    for (var event : events) {
      latency.record(Duration.between(event.createdAt(), now));
    }
  }

  void failed() {
    failures.increment();
  }

  void setAside(int events) {
    setAside.increment(events);
  }

  void refused() {
    refused.increment();
  }

  /** Counts what waits, if it is time to: counting a long outbox takes a while. */
  void count(Supplier<OutboxStore.Depth> counting) {
    long begin = System.nanoTime();
    if (begin - countAgainAt < 0) {
      return;
    }
    depth = counting.get();
    long took = System.nanoTime() - begin;
    countAgainAt = System.nanoTime() + Math.max(COUNT_AGAIN.toNanos(), COUNTING_SHARE * took);
  }

  /** Another process may publish from now on, and tell. */
  void depthUnknown() {
    depth = NOTHING;
    countAgainAt = System.nanoTime();
  }
}
