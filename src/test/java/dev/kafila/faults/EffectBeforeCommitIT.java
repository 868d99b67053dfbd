package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.ChatClient;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The narrowest moment: an event has had its effect and Kafka does not know it yet. */
class EffectBeforeCommitIT {
  /** Kafka may take 45 s to give up on a killed member. */
  private static final Duration SOON = Duration.ofSeconds(120);

  @TempDir Path directory;

  @Test
  void killed_between_effect_and_commit_the_event_comes_again_and_changes_nothing()
      throws Exception {
    // Given
    var database = TestServers.database();
    var patient = Files.createDirectories(directory.resolve("patient"));
    try (var watchdog = new Watchdog();
        var broker = EmbeddedBroker.start(directory.resolve("data"), 0);
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var prepared =
          KafilaProcess.in(patient).database(database).bootstrapServers(broker.bootstrapServers());
      Files.writeString(
          patient.resolve("application.properties"),
          "\ncamel.component.ordered-kafka.commitMs=600000\n",
          StandardOpenOption.APPEND);
      try (var first = prepared.startAndAwaitReady()) {
        watchdog.watch(first.pid());
        var ann = new ChatClient(first, "ann");
        ann.say("stretch every day at 8");
        ann.say("complete stretch");
        await().atMost(SOON).untilAsserted(() -> assertThat(ann.tasks("stretch")).hasSize(2));

        // When
        first.kill();
      }
      assertThat(committed(admin)).isZero();

      // Then
      try (var second =
          KafilaProcess.in(Files.createDirectories(directory.resolve("second")))
              .database(database)
              .bootstrapServers(broker.bootstrapServers())
              .startAndAwaitReady()) {
        watchdog.watch(second.pid());
        var ann = new ChatClient(second, "ann");
        // Three events: created, completed, the successor's created.
        await().atMost(SOON).untilAsserted(() -> assertThat(committed(admin)).isEqualTo(3));
        assertThat(ann.tasks("stretch")).hasSize(2);
        second.stop();
      }
    }
  }

  private static long committed(Admin admin) throws Exception {
    return admin
        .listConsumerGroupOffsets("recurring")
        .partitionsToOffsetAndMetadata()
        .get(15, TimeUnit.SECONDS)
        .values()
        .stream()
        .mapToLong(offset -> offset == null ? 0 : offset.offset())
        .sum();
  }
}
