package dev.kafila.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafila.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class KafkaAvailabilityIT {
  private final int port = Ports.free();
  private final KafkaAvailability availability =
      new KafkaAvailability(KafkaConnection.embedded(port));

  @Test
  void waitsUntilTheClusterIsThere(@TempDir Path data) {
    // Given
    assertThat(availability.answers()).isFalse();
    var there =
        CompletableFuture.runAsync(
            () -> {
              try {
                availability.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    // When
    try (var broker = EmbeddedBroker.start(data, port)) {

      // Then
      await().atMost(Duration.ofSeconds(30)).until(there::isDone);
      assertThat(there).isCompleted();
      assertThat(broker.port()).isEqualTo(port);
    }
  }

  @Test
  void stopsWaitingWhenInterrupted() throws Exception {
    // Given
    var ended = new AtomicReference<Exception>();
    var waiting =
        new Thread(
            () -> {
              try {
                availability.await();
              } catch (InterruptedException e) {
                ended.set(e);
              }
            });
    waiting.start();

    // When
    waiting.interrupt();

    // Then
    waiting.join(Duration.ofSeconds(10).toMillis());
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aNameThatNobodyKnowsIsAClusterThatDoesNotAnswer() {
    // Given
    var nowhere = new KafkaAvailability(KafkaConnectionTest.to("no-such-host.invalid:9092"));

    // When, then
    assertThat(nowhere.answers()).isFalse();
    assertThatThrownBy(
            () ->
                new ClusterAdmin(
                    KafkaConnectionTest.to("no-such-host.invalid:9092"), Duration.ofSeconds(1)))
        .isInstanceOf(KafkaAwayException.class)
        .hasMessageContaining("no-such-host.invalid:9092");
  }
}
