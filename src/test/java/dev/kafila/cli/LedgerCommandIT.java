package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.store.EmbeddedDatabase;
import dev.kafila.testing.ChatClient;
import dev.kafila.testing.KafilaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of a running program: balanced whatever goes on, until somebody does damage. */
@Tag("embedded")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerCommandIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int USERS = 4;
  private static final int CHECKS = 5;

  @TempDir static Path directory;
  private static KafilaProcess kafila;
  private static Admin admin;
  private static Jdbi jdbi;
  private static KafkaProducer<byte[], byte[]> producer;
  @TempDir Path homeDirectory;
  private Home home;

  @BeforeAll
  static void start() throws Exception {
    kafila = KafilaProcess.in(directory).embedded().startAndAwaitReady();
    var data = directory.resolve("data");
    admin = Admin.create(Map.of("bootstrap.servers", brokers()));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    jdbi = Jdbi.create(EmbeddedDatabase.runningUrl(data), EmbeddedDatabase.USER, "");
  }

  private static String brokers() {
    return "127.0.0.1:" + EmbeddedBroker.recordedPort(directory.resolve("data")).orElseThrow();
  }

  @AfterAll
  static void stop() {
    admin.close();
    producer.close();
    kafila.close();
  }

  @BeforeEach
  void settings() throws Exception {
    home = new Home(homeDirectory);
    home.settings("kafila.data.directory=" + directory.resolve("data"));
    var routes = Files.createDirectory(homeDirectory.resolve("routes"));
    try (var files = Files.list(Path.of("routes"))) {
      for (var file : files.toList()) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
  }

  @AfterEach
  void close() {
    home.close();
  }

  private static JsonNode ledger(String... more) {
    var arguments = new ArrayList<>(List.of("ledger", "--json"));
    arguments.addAll(List.of(more));
    return Json.read(CommandLineRun.of(arguments.toArray(String[]::new)).out(), JsonNode.class);
  }

  private static JsonNode find(JsonNode list, String field, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(one -> one.path(field).asText().equals(value))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s %s in %s".formatted(field, value, list)));
  }

  private static JsonNode awaitHandled() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(ledger().get("groups"))
                    .allSatisfy(group -> assertThat(group.get("waiting").asLong()).isZero()));
    return ledger();
  }

  @Test
  @Order(1)
  void it_balances_whenever_it_is_asked_while_people_chat_and_others_write_rubbish()
      throws Exception {
    // Given
    var threads = Executors.newFixedThreadPool(USERS);
    var enough = new AtomicBoolean();
    var days = new AtomicInteger();
    List<Callable<Void>> people = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      var person = new ChatClient(kafila, "busy" + i);
      people.add(
          () -> {
            for (int day = 1; !enough.get(); day++) {
              person.say("stretch%d every day at 8".formatted(day));
              person.say("complete stretch%d".formatted(day));
              rubbish();
              days.incrementAndGet();
            }
            return null;
          });
    }

    // When
    List<JsonNode> reports = new ArrayList<>();
    try {
      var busy = people.stream().map(threads::submit).toList();
      for (int check = 0; check < CHECKS; check++) {
        reports.add(ledger());
      }
      enough.set(true);
      for (var future : busy) {
        future.get();
      }
    } finally {
      enough.set(true);
      threads.shutdown();
    }
    var end = awaitHandled();

    // Then
    assertThat(reports)
        .allSatisfy(one -> assertThat(one.get("balanced").asBoolean()).as(one.toString()).isTrue());
    assertThat(end.get("balanced").asBoolean()).as(end.toString()).isTrue();
    var topic = find(end.get("topics"), "topic", "task-events");
    // Created, completed, and the successor created.
    assertThat(topic.get("accepted").asLong()).isEqualTo(3L * days.get());
    assertThat(topic.get("in_topic").asLong()).isEqualTo(topic.get("accepted").asLong());
    var recurring = find(end.get("groups"), "group", "recurring");
    assertThat(recurring.get("handled").asLong()).isEqualTo(days.get());
    assertThat(recurring.get("dead_lettered").asLong()).isEqualTo(days.get());
    assertThat(recurring.get("wanted").asLong()).isEqualTo(2L * days.get());
    assertThat(CommandLineRun.of("ledger", "--minutes").out())
        .containsPattern("TOPIC +ACCEPTED +IN TOPIC")
        .containsPattern(
            "task-events +recurring +%d +%2$d +0 +%2$d +0 +0 +marks"
                .formatted(2 * days.get(), days.get()))
        .containsPattern("recurring \\d+/\\d+, reminders \\d+/\\d+")
        .endsWith("Balanced." + System.lineSeparator());
  }

  private static void rubbish() throws Exception {
    producer
        .send(new ProducerRecord<>("task-events", "rubbish".getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  @Test
  @Order(2)
  void an_event_that_somebody_took_out_of_the_outbox_is_named() {
    // Given
    awaitHandled();
    var id = Ids.next();
    var time = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(30);

    // When
    jdbi.useTransaction(
        tx -> {
          tx.execute(
              """
              insert into outbox (event_id, topic, type, source, subject, user_id, time, traceparent,
                data)
              values (?, 'task-events', 'task.created', '/kafila/chat', 'task/1', 'ann', ?, '00', '{}')
              """,
              id,
              time);
          tx.execute("delete from outbox where event_id = ?", id);
        });

    // Then
    var lost = find(ledger().get("differences"), "kind", "lost");
    assertThat(lost.get("topic").asText()).isEqualTo("task-events");
    assertThat(lost.get("events").asLong()).isEqualTo(1);
    assertThat(lost.get("event_ids").get(0).asText()).isEqualTo(id.toString());
    assertThat(OffsetDateTime.parse(lost.get("from_minute").asText()))
        .isEqualTo(time.truncatedTo(ChronoUnit.MINUTES));
    var run = CommandLineRun.of("ledger");
    assertThat(run.exitCode()).isOne();
    assertThat(run.out()).contains("LOST: 1 of task-events", id.toString(), "Not balanced.");
    assertThat(ledger("--since", time.plusMinutes(1).toString()).get("balanced").asBoolean())
        .isTrue();
  }

  @Test
  @Order(3)
  void events_that_a_group_passed_without_handling_them_are_named() throws Exception {
    // Given
    awaitHandled();
    Files.delete(kafila.route("recurring"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .describeConsumerGroups(List.of("recurring"))
                            .all()
                            .get()
                            .get("recurring")
                            .members())
                    .isEmpty());
    var ann = new ChatClient(kafila, "ann");
    ann.say("stretch every day at 8");
    ann.say("complete stretch");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(recurring().get("waiting").asInt()).isOne());
    var committed =
        admin.listConsumerGroupOffsets("recurring").partitionsToOffsetAndMetadata().get();
    var partition =
        committed.keySet().stream()
            .filter(one -> end(one).orElse(0L) > committed.get(one).offset())
            .findFirst()
            .orElseThrow();

    // When
    long end = end(partition).orElseThrow();
    admin
        .alterConsumerGroupOffsets("recurring", Map.of(partition, new OffsetAndMetadata(end)))
        .all()
        .get();

    // Then
    assertThat(recurring().get("missing").asInt()).isOne();
    var missing = find(ledger().get("differences"), "kind", "missing");
    assertThat(missing.get("group").asText()).isEqualTo("recurring");
    assertThat(missing.at("/ranges/0/partition").asInt()).isEqualTo(partition.partition());
    assertThat(missing.at("/ranges/0/from_offset").asLong())
        .isBetween(committed.get(partition).offset(), end - 1);
    assertThat(missing.get("event_ids")).hasSize(1);
  }

  private static JsonNode recurring() {
    return find(ledger().get("groups"), "group", "recurring");
  }

  private static Optional<Long> end(TopicPartition partition) {
    try {
      return Optional.of(
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .all()
              .get()
              .get(partition)
              .offset());
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  @Test
  @Order(4)
  void records_that_somebody_took_out_of_a_topic_are_counted_and_placed() throws Exception {
    // Given
    var partition =
        List.of(0, 1, 2).stream()
            .map(number -> new TopicPartition("task-events", number))
            .filter(one -> end(one).orElse(0L) > 0)
            .findFirst()
            .orElseThrow();
    long end = end(partition).orElseThrow();

    // When
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end))).all().get();

    // Then
    var report = ledger();
    assertThat(find(report.get("topics"), "topic", "task-events").get("difference").asLong())
        .isNegative();
    assertThat(report.get("differences"))
        .filteredOn(one -> one.get("kind").asText().equals("lost"))
        .anySatisfy(
            lost -> {
              assertThat(lost.at("/ranges/0/partition").asInt()).isEqualTo(partition.partition());
              assertThat(lost.at("/ranges/0/from_offset").asLong()).isZero();
              assertThat(lost.at("/ranges/0/to_offset").asLong()).isEqualTo(end - 1);
            });
  }
}
