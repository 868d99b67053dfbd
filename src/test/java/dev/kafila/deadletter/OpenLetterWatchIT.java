package dev.kafila.deadletter;

import static dev.kafila.deadletter.FailedTopic.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kafila.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLetterWatchIT {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void open_letters_are_counted_until_somebody_deals_with_them() throws Exception {
    // Given
    var clock = new SettableClock(Instant.now().toString());
    try (var topic = new FailedTopic();
        var watch =
            new OpenLetterWatch(
                topic.connection,
                List.of(topic.name),
                topic.store.transactions,
                meters,
                clock,
                0.75)) {
      assertThat(gauge("kafila.dlq.open")).isNaN();
      watch.look();
      assertThat(gauge("kafila.dlq.open")).isZero();
      var replayed = topic.failed("ann", topic.group(), "task.created");
      var purged = topic.failed("bob", topic.group(), "task.created");
      topic.failed("cleo", topic.group(), "task.created");

      // When
      watch.look();

      // Then
      assertThat(gauge("kafila.dlq.open")).isEqualTo(3);
      topic.service.replay(ids(replayed), ReplayRequest.by("dan"));
      topic.service.purge(topic.service.planPurge(ids(purged)), "dan");
      // The retention of a topic that nobody set: 7 days.
      clock.set(Instant.now().plus(Duration.ofHours(84)));
      watch.look();
      assertThat(gauge("kafila.dlq.open")).isEqualTo(1);
      assertThat(gauge("kafila.dlq.retention.used")).isCloseTo(0.5, within(0.01));
    }
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}
