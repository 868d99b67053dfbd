package dev.kafila.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the outbox tells about itself. */
final class OutboxMetrics {
  private final Timer latency;
  private final Counter failures;
  private final Counter setAside;
  private volatile OutboxStore.Depth depth = new OutboxStore.Depth(0, 0, 0);

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
    Gauge.builder("kafila.outbox.depth", () -> depth.events())
        .description("Events that wait for Kafka")
        .register(registry);
    Gauge.builder("kafila.outbox.waiting.aside", () -> depth.setAside())
        .description("Events that are set aside now")
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

  void setAside() {
    setAside.increment();
  }

  void depth(OutboxStore.Depth now) {
    depth = now;
  }
}
