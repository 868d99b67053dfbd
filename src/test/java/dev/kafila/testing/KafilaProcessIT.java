package dev.kafila.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafilaProcessIT {
  @TempDir Path directory;

  @Test
  void starts_answers_and_stops() throws Exception {
    // Given
    try (var kafila = KafilaProcess.in(directory).startAndAwaitReady()) {

      // Kafka and its topics may come a moment later than the chat.
      await()
          .untilAsserted(
              () ->
                  assertThat(kafila.get(kafila.management("/observe/health")).statusCode())
                      .isEqualTo(200));

      // When
      kafila.stop();

      // Then
      assertThat(kafila.isAlive()).isFalse();
    }
  }

  @Test
  void a_bad_setting_ends_it_with_2_and_one_line() throws Exception {
    // Given
    var builder = KafilaProcess.in(directory).embedded().setting("kafila.role", "juggler");

    // When
    try (var kafila = builder.start()) {

      // Then
      assertThat(kafila.awaitExit()).isEqualTo(2);
      assertThat(kafila.lines())
          .singleElement()
          .asString()
          .startsWith("kafila: kafila.role = juggler: must be one of all, chat");
    }
  }
}
