package dev.kafila.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.ChatClient;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TestServers;
import dev.kafila.testing.TopicReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after things went wrong. */
class SurvivalIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void what_was_answered_is_still_there_after_a_kill_and_nobody_is_left_behind() throws Exception {
    // Given
    long broker;
    try (var first = KafilaProcess.in(directory).embedded().startAndAwaitReady()) {
      var ann = new ChatClient(first, "ann");
      for (int i = 1; i <= 20; i++) {
        ann.say("buy thing " + i);
      }
      ann.say("stretch every day at 8");
      ann.say("complete stretch");
      broker = childrenOf(first.pid());

      // When
      first.kill();
    }
    assertThat(broker).isPositive();

    // Then
    try (var second = KafilaProcess.in(directory).embedded().startAndAwaitReady()) {
      var ann = new ChatClient(second, "ann");
      assertThat(ann.tasks())
          .filteredOn(task -> task.path("title").asText().startsWith("buy thing"))
          .hasSize(20);
      await().atMost(SOON).untilAsserted(() -> assertThat(ann.tasks("stretch")).hasSize(2));
      second.stop();
    }
  }

  private static long childrenOf(long pid) {
    return ProcessHandle.of(pid).orElseThrow().children().count();
  }

  @Test
  void chat_works_while_kafka_is_away_and_everything_arrives_in_order_afterwards()
      throws Exception {
    // Given
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var kafila =
        KafilaProcess.in(directory)
            .database(TestServers.database())
            .bootstrapServers("127.0.0.1:" + port)
            .start();
    try (kafila) {
      kafila.awaitReady();
      var ann = new ChatClient(kafila, "ann");
      for (int i = 1; i <= 10; i++) {
        ann.say("buy thing " + i);
      }

      // When
      try (var broker = EmbeddedBroker.start(directory.resolve("late"), port);
          var topics = new TopicReader(broker.bootstrapServers())) {

        // Then
        await()
            .atMost(SOON)
            .ignoreExceptions()
            .untilAsserted(
                () ->
                    assertThat(topics.ofType("task-events", "task.created"))
                        .extracting(r -> title(r.value()))
                        .containsSubsequence(
                            "buy thing 1",
                            "buy thing 2",
                            "buy thing 3",
                            "buy thing 4",
                            "buy thing 5",
                            "buy thing 6",
                            "buy thing 7",
                            "buy thing 8",
                            "buy thing 9",
                            "buy thing 10"));
        kafila.stop();
      }
    }
  }

  private static String title(byte[] value) {
    var json = new String(value, StandardCharsets.UTF_8);
    int start = json.indexOf("\"title\":\"") + 9;
    return json.substring(start, json.indexOf('"', start));
  }

  @Test
  void a_port_in_use_is_named_and_nothing_is_left_half_started() throws Exception {
    // Given
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());

      // When
      try (var process =
          KafilaProcess.in(directory).embedded().setting("kafila.http.port", port).start()) {

        // Then
        assertThat(process.awaitExit()).isEqualTo(2);
        assertThat(process.output()).contains(port).contains("kafila.http.port");
        assertThat(process.lines()).hasSize(1);
      }
    }
  }
}
