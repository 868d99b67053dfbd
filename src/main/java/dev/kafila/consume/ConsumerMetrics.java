package dev.kafila.consume;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one consumer counts, made once, so that a record costs no look-up. */
final class ConsumerMetrics {
  /** From {@code ce_time} to handled, in steps from a good answer to a bad day. */
  private static final Duration[] DELIVERY_BUCKETS =
      List.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000)
          .stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>();

  final Counter handled;
  final Counter passedOver;
  final Counter unknownTypes;
  final Counter retries;
  final Counter deadLetters;
  final Counter pauses;
  final Timer delivery;

  ConsumerMetrics(MeterRegistry registry, String topic, String group) {
    this.registry = registry;
    this.tags = Tags.of("topic", topic, "group", group);
    handled = counter("handled", "Records that their handler finished");
    passedOver = counter("passed.over", "Records that were not for this group's route");
    unknownTypes = counter("unknown.types", "Records of a type that no contract knows");
    retries = counter("retries", "Tries that failed and were repeated");
    deadLetters = counter("dead.letters", "Records written to the dead letters");
    pauses = counter("pauses", "Times that the group paused because most records failed");
    delivery =
        Timer.builder("kafila.delivery")
            .description("From an event's time to its being handled")
            .tags(tags)
            .serviceLevelObjectives(DELIVERY_BUCKETS)
            .register(registry);
    meters.add(delivery);
  }

  private Counter counter(String name, String description) {
    Counter counter =
        Counter.builder("kafila.consume." + name)
            .description(description)
            .tags(tags)
            .register(registry);
    meters.add(counter);
    return counter;
  }

  <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
    meters.add(
        Gauge.builder("kafila.consume." + name, source, value)
            .description(description)
            .tags(tags)
            .register(registry));
  }

  /** Takes the meters away, so that a stopped consumer's last values do not look alive. */
  void remove() {
    meters.forEach(registry::remove);
  }
}
