package dev.kafila.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

  @Test
  void doublesUpToTheLongest() {
    // When
    var pauses = Stream.generate(backoff::next).limit(5).map(Duration::toSeconds);

    // Then
    assertThat(pauses).containsExactly(1L, 2L, 4L, 5L, 5L);
  }

  @Test
  void startsOverWhenReset() {
    // Given
    backoff.next();

    // When
    backoff.reset();

    // Then
    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
  }
}
