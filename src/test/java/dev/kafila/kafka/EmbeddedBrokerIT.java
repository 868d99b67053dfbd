package dev.kafila.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Children;
import dev.kafila.testing.KafkaRecords;
import dev.kafila.testing.ServersProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class EmbeddedBrokerIT {
  @TempDir Path data;

  @Test
  void keepsRecordsOverARestart() throws Exception {
    // Given
    try (var broker = EmbeddedBroker.start(data, 0)) {
      create(broker, "kept");
      KafkaRecords.write(broker.bootstrapServers(), "kept", List.of("one", "two"));
    }

    // When
    try (var broker = EmbeddedBroker.start(data, 0)) {

      // Then
      assertThat(KafkaRecords.readAll(broker.bootstrapServers(), "kept"))
          .containsExactly("one", "two");
      assertThat(EmbeddedBroker.recordedPort(data)).contains(broker.port());
    }
  }

  @Test
  void comesBackOnTheSamePortWhenKilled() throws Exception {
    try (var broker = EmbeddedBroker.start(data, 0)) {
      // Given
      create(broker, "kept");
      KafkaRecords.write(broker.bootstrapServers(), "kept", List.of("before"));
      long killed = broker.pid();

      // When
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      // Then
      KafkaRecords.write(broker.bootstrapServers(), "kept", List.of("after"));
      assertThat(KafkaRecords.readAll(broker.bootstrapServers(), "kept"))
          .containsExactly("before", "after");
      assertThat(broker.pid()).isNotEqualTo(killed);
    }
  }

  @Test
  void endsByItselfWhenItsParentIsKilled() throws Exception {
    // Given
    try (var parent = ServersProcess.start(data)) {
      var broker = ProcessHandle.of(parent.brokerPid()).orElseThrow();

      // When
      parent.kill();

      // Then
      await().atMost(Duration.ofSeconds(15)).until(() -> !Children.runs(broker));
    }
  }

  @Test
  void doesNotHearTheTerminal() throws Exception {
    try (var broker = EmbeddedBroker.start(data, 0)) {
      // Given
      create(broker, "kept");
      long before = broker.pid();

      // When
      signal("INT", broker.pid());
      signal("HUP", broker.pid());

      // Then
      KafkaRecords.write(broker.bootstrapServers(), "kept", List.of("still here"));
      assertThat(broker.pid()).isEqualTo(before);
    }
  }

  @Test
  void startsOverAnOrphanThatHangs() throws Exception {
    // Given
    try (var parent = ServersProcess.start(data)) {
      var orphan = ProcessHandle.of(parent.brokerPid()).orElseThrow();
      signal("STOP", orphan.pid());
      parent.kill();

      // When
      try (var broker = EmbeddedBroker.start(data, 0)) {

        // Then
        assertThat(Children.runs(orphan)).isFalse();
        create(broker, "works");
      }
    }
  }

  @Test
  void doesNotStartOnATakenPort() throws Exception {
    // Given
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      // When, then
      assertThatThrownBy(() -> EmbeddedBroker.start(data, taken.getLocalPort()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("kafila.kafka.embedded.port");
    }
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void makesNoTopicThatNobodyAskedFor() throws Exception {
    try (var broker = EmbeddedBroker.start(data, 0);
        var admin = admin(broker)) {
      // Given
      create(broker, "asked-for");

      // When
      var topics = admin.listTopics().names().get();

      // Then
      assertThat(topics).containsExactly("asked-for");
    }
  }

  @Test
  void thereIsNoRecordedPortWithoutABroker() {
    assertThat(EmbeddedBroker.recordedPort(data)).isEmpty();
  }

  private static void signal(String name, long pid) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static void create(EmbeddedBroker broker, String topic) throws Exception {
    try (var admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
