package dev.kafila.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.ChatClient;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes, a role each, do together what one does alone. */
class RolesIT {
  @TempDir Path directory;

  @Test
  void processes_with_a_role_each_do_what_one_does_alone() throws Exception {
    // Given
    var database = TestServers.database();
    try (var broker = EmbeddedBroker.start(directory.resolve("data"), 0);
        var chat = role("chat", database, broker).startAndAwaitReady();
        var recurring = role("recurring", database, broker).start();
        var reminders = role("reminders", database, broker).start();
        var notifications = role("notifications", database, broker).start()) {
      recurring.awaitReady();
      reminders.awaitReady();
      notifications.awaitReady();
      var ann = new ChatClient(chat, "ann");

      // When
      ann.say("stretch every day at 8");
      ann.say("complete stretch");
      ann.say("remind me to turn off the oven in 1 minute");

      // Then
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(ann.tasks("stretch")).hasSize(2));
      await()
          .atMost(Duration.ofSeconds(100))
          .untilAsserted(
              () ->
                  assertThat(ann.notifications())
                      .singleElement()
                      .satisfies(
                          n ->
                              assertThat(n.at("/channels/0/status").asText())
                                  .isEqualTo("delivered")));
    }
  }

  private KafilaProcess.Builder role(
      String role, TestServers.TestDatabase database, EmbeddedBroker broker) throws IOException {
    var home = Files.createDirectories(directory.resolve(role));
    return KafilaProcess.in(home)
        .database(database)
        .bootstrapServers(broker.bootstrapServers())
        .arguments("--role", role);
  }
}
