package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster of its own, for the names of the topics are given. */
@Tag("embedded")
class LagCommandIT {
  private static final TopicPartition TASKS = new TopicPartition("task-events", 0);

  @TempDir static Path data;
  private static EmbeddedBroker broker;
  private static Admin admin;
  @TempDir Path directory;
  private Home home;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(data, 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void twoTopicsWithoutGroups() throws Exception {
    home = new Home(directory);
    home.settings("kafila.data.directory=" + data);
    var groups = admin.listGroups().all().get().stream().map(group -> group.groupId()).toList();
    admin.deleteConsumerGroups(groups).all().get();
    var topics = Set.of("task-events", "something-else");
    // A broker may know of a topic later than its controller.
    await()
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(
            () -> {
              admin.deleteTopics(admin.listTopics().names().get()).all().get();
              var made = topics.stream().map(name -> new NewTopic(name, 2, (short) 1)).toList();
              return admin.createTopics(made).all().get() == null;
            });
    await().until(() -> admin.listTopics().names().get().containsAll(topics));
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void aGroupThatDoesNotRunIsBehindByWhatItHasNotCommitted() throws Exception {
    // Given
    write(3, Instant.now().minusSeconds(90));
    commit("recurring", TASKS, 1);
    commit("recurring", new TopicPartition("something-else", 0), 0);

    // When
    var run = CommandLineRun.of("lag");

    // Then
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().toList()).hasSize(3);
    assertThat(run.out())
        .containsPattern("GROUP +MEMBERS +TOPIC +PARTITION +COMMITTED +END +LAG +OLDEST WAITS")
        .containsPattern("recurring +0 +task-events +0 +1 +3 +2 +(9|1\\d)\\d s")
        .containsPattern("recurring +0 +task-events +1 +- +0 +0 +-");
  }

  @Test
  void tooFarBehindIsBadNews() throws Exception {
    // Given
    home.settings("kafila.lag.alert-threshold=2\nkafila.data.directory=" + data);
    write(3, Instant.now());
    commit("recurring", TASKS, 1);
    commit("reminders", TASKS, 0);

    // When
    var run = CommandLineRun.of("lag");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines()).last().isEqualTo("Over 2 behind: reminders on task-events-0");
    assertThat(CommandLineRun.of("lag", "--group", "recurring").exitCode()).isZero();
  }

  @Test
  void theSameInJson() throws Exception {
    // Given
    home.settings("kafila.lag.alert-threshold=0\nkafila.data.directory=" + data);
    write(1, Instant.now().minusSeconds(30));
    commit("recurring", TASKS, 0);
    commit("reminders", TASKS, 1);

    // When
    var run = CommandLineRun.of("lag", "--json");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    var answer = json(run);
    assertThat(answer.get("alert_threshold").asInt()).isZero();
    assertThat(answer.get("alert").asBoolean()).isTrue();
    assertThat(answer.get("partitions")).hasSize(4);
    var behind = answer.get("partitions").get(0);
    assertThat(behind.get("group").asText()).isEqualTo("recurring");
    assertThat(behind.get("topic").asText()).isEqualTo("task-events");
    assertThat(behind.get("partition").asInt()).isZero();
    assertThat(behind.get("committed").asLong()).isZero();
    assertThat(behind.get("end").asLong()).isEqualTo(1);
    assertThat(behind.get("lag").asLong()).isEqualTo(1);
    assertThat(behind.get("oldest_age_seconds").asLong()).isBetween(30L, 150L);
    assertThat(answer.get("partitions").get(1).has("committed")).isFalse();
    assertThat(answer.get("partitions").get(2).has("oldest_age_seconds")).isFalse();
  }

  @Test
  void aGroupThatRunsIsThereBeforeItCommits() throws Exception {
    // Given
    write(2, Instant.now());
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "group.id",
            "live",
            "enable.auto.commit",
            false);
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("task-events"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
              });

      // When
      var run = CommandLineRun.of("lag", "--group", "live");

      // Then
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).containsPattern("live +1 +task-events +0 +- +2 +2 +\\d+ s");
    }
  }

  @Test
  void withoutGroupsThereIsNothingToTell() {
    // When
    var run = CommandLineRun.of("lag");

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).isEqualTo("No consumer group reads the topics of events.");
  }

  @Test
  void aGroupThatThereIsNotIsMisuse() throws Exception {
    // Given
    commit("recurring", TASKS, 0);

    // When
    var run = CommandLineRun.of("lag", "--group", "recuring");

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().strip())
        .isEqualTo("kafila: the cluster has no consumer group recuring: it has recurring");
  }

  @Test
  void aClusterThatDoesNotAnswerIsSaidInOneLine() throws Exception {
    // Given
    int port = Ports.free();
    home.settings("kafila.kafka.bootstrap-servers=127.0.0.1:" + port);

    // When
    var run = CommandLineRun.of("lag");

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("127.0.0.1:" + port, "does not answer");
  }

  private static void write(int records, Instant time) throws Exception {
    Map<String, Object> properties = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < records; i++) {
        producer
            .send(
                new ProducerRecord<>(
                    TASKS.topic(), TASKS.partition(), time.toEpochMilli(), "ann", "{}"))
            .get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static void commit(String group, TopicPartition partition, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private static JsonNode json(CommandLineRun run) throws Exception {
    return Json.mapper().readTree(run.out());
  }
}
