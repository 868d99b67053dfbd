package dev.kafila.whole;

import static dev.kafila.testing.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.ChatClient;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its users have it: one process, seen from outside. */
class WholeProgramIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path directory;
  private static KafilaProcess kafila;
  private static String brokers;

  @BeforeAll
  static void start() throws Exception {
    kafila = KafilaProcess.in(directory).embedded().startAndAwaitReady();
    brokers = "127.0.0.1:" + EmbeddedBroker.recordedPort(directory.resolve("data")).orElseThrow();
  }

  @AfterAll
  static void stop() {
    kafila.close();
  }

  @Test
  void what_is_said_becomes_an_event_with_the_users_key_and_every_header() throws Exception {
    // Given
    var ann = new ChatClient(kafila, "ann");

    // When
    var answer = ann.say("buy milk tomorrow at 5pm #shop !high");

    // Then
    var taskId = answer.at("/tool_calls/0/result/task_id").asText();
    try (var topics = new TopicReader(brokers)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(topics.ofType("task-events", "task.created"))
                      .filteredOn(r -> ("task/" + taskId).equals(header(r, "ce_subject")))
                      .singleElement()
                      .satisfies(
                          record -> {
                            assertThat(record.key()).isEqualTo(bytes("ann"));
                            assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
                            assertThat(header(record, "ce_userid")).isEqualTo("ann");
                            assertThat(header(record, "content-type"))
                                .isEqualTo("application/json");
                            assertThat(header(record, "ce_id")).hasSize(36);
                            assertThat(header(record, "ce_source")).isNotEmpty();
                            assertThat(header(record, "ce_time")).endsWith("Z");
                            assertThat(header(record, "traceparent")).startsWith("00-");
                            assertThat(new String(record.value(), StandardCharsets.UTF_8))
                                .contains("\"title\":\"buy milk\"");
                          }));
    }
  }

  @Test
  void a_completed_weekly_task_gets_one_successor_a_week_later() throws Exception {
    // Given
    var bob = new ChatClient(kafila, "bob");
    bob.say("remind me to water the plants every Monday at 9");

    // When
    bob.say("complete the plants one");

    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(bob.tasks("water the plants")).hasSize(2));
    var tasks = bob.tasks("water the plants");
    assertThat(tasks).extracting(t -> t.path("status").asText()).contains("completed", "pending");
    assertThat(tasks).extracting(t -> t.path("occurrence").asInt()).containsExactly(1, 2);
    assertThat(tasks).extracting(t -> t.path("series_id").asText()).doesNotContain("").hasSize(2);
  }

  @Test
  void what_cannot_be_read_lies_in_the_dead_letters_and_its_neighbours_are_handled()
      throws Exception {
    // Given
    var cleo = new ChatClient(kafila, "cleo");
    cleo.say("stretch every day at 8");
    cleo.say("complete stretch");
    var poison = new byte[] {0, (byte) 0xff, '{', '\n'};

    // When
    try (var producer = producer()) {
      var record = new ProducerRecord<>("task-events", null, bytes("cleo"), poison);
      record.headers().add("origin", bytes("elsewhere"));
      producer.send(record).get();
    }
    cleo.say("buy bread every week");
    cleo.say("complete buy bread");

    // Then
    try (var topics = new TopicReader(brokers)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(topics.all("dlq.task-events"))
                      .filteredOn(r -> "recurring".equals(header(r, "__dlq.errors.group")))
                      .singleElement()
                      .satisfies(
                          letter -> {
                            assertThat(letter.value()).isEqualTo(poison);
                            assertThat(letter.key()).isEqualTo(bytes("cleo"));
                            assertThat(header(letter, "origin")).isEqualTo("elsewhere");
                            assertThat(header(letter, "__dlq.errors.topic"))
                                .isEqualTo("task-events");
                            assertThat(
                                    List.of(
                                        "__dlq.errors.partition",
                                        "__dlq.errors.offset",
                                        "__dlq.errors.delivery.count",
                                        "__dlq.errors.message",
                                        "kafila-dlq-exception",
                                        "kafila-dlq-stacktrace",
                                        "kafila-dlq-fingerprint",
                                        "kafila-dlq-route",
                                        "kafila-dlq-first-failed-at",
                                        "kafila-dlq-last-failed-at",
                                        "kafila-dlq-replay-count",
                                        "kafila-dlq-version"))
                                .allSatisfy(name -> assertThat(header(letter, name)).isNotEmpty());
                          }));
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(cleo.tasks("stretch")).hasSize(2);
              assertThat(cleo.tasks("buy bread")).hasSize(2);
            });
  }

  @Test
  void a_reminder_is_in_the_inbox_when_it_is_time() throws Exception {
    // Given
    var dan = new ChatClient(kafila, "dan");

    // When
    dan.say("remind me to turn off the oven in 1 minute");

    // Then
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(dan.notifications())
                    .singleElement()
                    .satisfies(
                        n -> {
                          assertThat(n.path("title").asText()).isEqualTo("turn off the oven");
                          assertThat(n.at("/channels/0/status").asText()).isEqualTo("delivered");
                        }));
  }

  @Test
  void what_comes_in_quiet_hours_waits_and_is_one_digest_at_their_end() throws Exception {
    // Given
    var eve = new ChatClient(kafila, "eve");
    var now = OffsetDateTime.now(ZoneOffset.UTC);
    eve.prefer(
        """
        {"time_zone": "UTC", "channels": ["in_app", "pigeon"],
         "quiet_hours": {"start": "%tR", "end": "%tR"}}"""
            .formatted(now.minusHours(1), now.plusHours(2)));
    eve.add("water the plants", now.plusSeconds(2));
    eve.add("feed the cat", now.plusSeconds(3));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(eve.notifications())
                    .extracting(n -> n.at("/channels/1/status").asText())
                    .containsExactly("held", "held"));

    // When
    eve.prefer("{\"channels\": [\"in_app\", \"pigeon\"]}");

    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(eve.notifications()).hasSize(3));
    var told = eve.notifications();
    assertThat(told)
        .extracting(n -> n.path("title").asText())
        .containsExactly("2 reminders while you were quiet", "feed the cat", "water the plants");
    assertThat(told.get(0).at("/items/0/title").asText()).isEqualTo("water the plants");
    assertThat(told.get(1).at("/channels/1/status").asText()).isEqualTo("in_digest");
  }

  @Test
  void a_second_one_in_the_same_place_is_refused() throws Exception {
    // Given
    var second = KafilaProcess.in(directory).embedded();

    // When
    try (var process = second.start()) {

      // Then
      assertThat(process.awaitExit()).isEqualTo(2);
      assertThat(process.output()).contains("already runs here (pid " + kafila.pid());
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
