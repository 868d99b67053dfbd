package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.kafka.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster of its own, for the names of the topics are given. */
@Tag("embedded")
class TopicsCommandIT {
  @TempDir static Path data;
  private static EmbeddedBroker broker;
  @TempDir Path directory;
  private Home home;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(data, 0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void emptyCluster() throws Exception {
    home = new Home(directory);
    home.settings("kafila.data.directory=" + data);
    try (var admin = admin()) {
      admin.deleteTopics(admin.listTopics().names().get()).all().get();
    }
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void aPlanWithDifferencesIsBadNews() {
    // When
    var run = CommandLineRun.of("topics", "plan");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines().toList())
        .hasSize(7)
        .contains(
            "task-events              topic  missing  3 partitions  ./kafila topics apply",
            "dlq.notification-events  topic  missing  1 partition   ./kafila topics apply");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void applyMendsAndThePlanIsEmptyThen() throws Exception {
    // When
    var applied = CommandLineRun.of("topics", "apply", "--json");

    // Then
    assertThat(applied.exitCode()).isZero();
    var answer = json(applied);
    assertThat(answer.get("mended")).hasSize(6);
    assertThat(answer.get("left")).isEmpty();
    var plan = CommandLineRun.of("topics", "plan");
    assertThat(plan.exitCode()).isZero();
    assertThat(plan.out()).startsWith("All topics are as they should be.");
    assertThat(CommandLineRun.of("topics", "apply").out()).isEqualTo(plan.out());
    assertThat(json(CommandLineRun.of("topics", "plan", "--json"))).isEmpty();
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    // Given
    try (var admin = admin()) {
      admin.createTopics(List.of(new NewTopic("task-events", 1, (short) 1))).all().get();
    }

    // When
    var run = CommandLineRun.of("topics", "apply", "--dry-run");

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("WOULD BE").containsPattern("task-events +partitions +1 +3");
    try (var admin = admin()) {
      assertThat(admin.listTopics().names().get()).containsExactly("task-events");
    }
  }

  @Test
  void whatCannotBeMendedFromHereIsBadNewsWithItsCommand() throws Exception {
    // Given
    CommandLineRun.of("topics", "apply");
    home.settings("kafila.production=true\nkafila.data.directory=" + data);

    // When
    var run = CommandLineRun.of("topics", "apply");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("task-events +min.insync.replicas +1 +2")
        .containsPattern("task-events +replication +1 +the same: kafka-reassign-partitions.sh");
  }

  @Test
  void serversOfTheSettingsWin() throws Exception {
    // Given
    home.settings("kafila.kafka.bootstrap-servers=" + broker.bootstrapServers());

    // When
    var run = CommandLineRun.of("topics", "plan", "--json");

    // Then
    assertThat(json(run)).hasSize(6);
    assertThat(json(run).get(0).get("kind").asText()).isEqualTo("MISSING");
  }

  private static JsonNode json(CommandLineRun run) throws Exception {
    return Json.mapper().readTree(run.out());
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
