package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.KafkaRecords;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three brokers behind their proxies. */
class BrokersIT {
  @TempDir Path directory;

  @Test
  void what_was_acknowledged_outlives_its_leader_and_every_connection() throws Exception {
    // Given
    try (var watchdog = new Watchdog();
        var brokers = Brokers.start(directory, watchdog)) {
      Brokers.answer(brokers.admin().createTopics(List.of(new NewTopic("t", 1, (short) 3))).all());
      brokers.awaitAll();
      KafkaRecords.write(brokers.servers(), "t", List.of("a"));

      // When
      brokers.kill(brokers.leaderOf("t", 0));
      KafkaRecords.write(brokers.servers(), "t", List.of("b"));
      brokers.proxies().forEach(TcpProxy::reset);
      brokers.startMissing();
      brokers.awaitAll();
      KafkaRecords.write(brokers.servers(), "t", List.of("c"));

      // Then
      assertThat(KafkaRecords.readAll(brokers.servers(), "t")).containsExactly("a", "b", "c");
    }
  }
}
