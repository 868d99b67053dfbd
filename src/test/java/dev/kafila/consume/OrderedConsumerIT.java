package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.deadletter.LetterHeaders;
import dev.kafila.event.RejectedEventException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class OrderedConsumerIT {

  /** What was handled, by key. */
  private static class Journal implements Processor {
    final Map<String, List<String>> handled = new ConcurrentHashMap<>();
    final AtomicInteger count = new AtomicInteger();

    @Override
    public void process(Exchange exchange) throws Exception {
      String key = exchange.getIn().getHeader(KafkaConstants.KEY, String.class);
      String value = exchange.getIn().getBody(String.class);
      handle(key, value);
      handled.computeIfAbsent(String.valueOf(key), k -> new CopyOnWriteArrayList<>()).add(value);
      count.incrementAndGet();
    }

    void handle(String key, String value) throws Exception {}
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static Map<String, String> text(ConsumerRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            Collectors.toMap(
                header -> header.key(),
                header -> new String(header.value(), StandardCharsets.UTF_8),
                (first, second) -> first + "," + second));
  }

  @Test
  void each_key_keeps_its_order_through_failures() throws Exception {
    try (var pipeline = new Pipeline(3).withDeadLetters()) {
      // Given
      Set<String> failedOnce = ConcurrentHashMap.newKeySet();
      var journal =
          new Journal() {
            @Override
            void handle(String key, String value) {
              if (Integer.parseInt(value) % 7 == 0 && failedOnce.add(key + value)) {
                throw new IllegalStateException("the first try of " + value);
              }
            }
          };

      // When
      for (String number : numbers(50)) {
        for (int user = 0; user < 20; user++) {
          pipeline.send("user" + user, number);
        }
      }
      pipeline.sent();
      pipeline.start(journal, "pauseWindow=0");

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(1000));
      assertThat(journal.handled).hasSize(20);
      assertThat(journal.handled.values()).allMatch(values -> values.equals(numbers(50)));
      assertThat(pipeline.deadLetters()).isEmpty();
    }
  }

  @Test
  void a_failing_key_holds_up_no_other_and_nothing_is_committed_past_it() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var broken = new AtomicBoolean(true);
      var journal =
          new Journal() {
            @Override
            void handle(String key, String value) throws Exception {
              if (key.equals("stuck") && broken.get()) {
                throw new SQLTransientConnectionException("no connection");
              }
            }
          };
      pipeline.send("before", "0");
      for (String number : numbers(10)) {
        pipeline.send("stuck", number);
        pipeline.send("other", number);
      }
      pipeline.sent();
      var program = pipeline.start(journal, "retryMs=50", "maxRetryMs=200");
      await()
          .untilAsserted(
              () -> {
                assertThat(journal.handled.get("other")).isEqualTo(numbers(10));
                assertThat(pipeline.committed()).isEqualTo(1);
              });
      assertThat(journal.handled).doesNotContainKey("stuck");
      assertThat(Pipeline.consumer(program).getInFlight()).isPositive();
      assertThat(Pipeline.consumer(program).getOldestUnfinishedSeconds()).isPositive();

      // When
      broken.set(false);

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(21));
      assertThat(journal.handled.get("stuck")).isEqualTo(numbers(10));
      assertThat(pipeline.deadLetters()).isEmpty();
    }
  }

  @Test
  void a_record_that_never_succeeds_lies_in_the_dead_letters_byte_for_byte() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      byte[] value = {0, (byte) 0xff, 13, 10, '{'};
      byte[] key = {'u', (byte) 0xfe};
      var poison =
          new ProducerRecord<>(
              pipeline.topic,
              null,
              null,
              key,
              value,
              List.of(
                  new RecordHeader("twice", new byte[] {1, (byte) 0x80}),
                  new RecordHeader("twice", new byte[] {2}),
                  new RecordHeader("Twice", new byte[] {3}),
                  new RecordHeader("nothing", (byte[]) null),
                  new RecordHeader("kafka.KEY", Pipeline.bytes("forged")),
                  new RecordHeader("CamelFileName", Pipeline.bytes("../x")),
                  new RecordHeader(LetterHeaders.TOPIC, Pipeline.bytes("forged"))));
      var tries = new AtomicInteger();
      var journal =
          new Journal() {
            @Override
            void handle(String user, String text) {
              if (text.contains("{")) {
                tries.incrementAndGet();
                throw new IllegalArgumentException("task 4711 of 'ada' is odd");
              }
            }
          };

      // When
      pipeline.send("u", "before");
      pipeline.send(poison);
      pipeline.send("u", "after");
      pipeline.sent();
      pipeline.start(journal);

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(3));
      assertThat(journal.handled.get("u")).containsExactly("before", "after");
      assertThat(tries).hasValue(4);
      var letters = pipeline.deadLetters();
      assertThat(letters).hasSize(1);
      var letter = letters.get(0);
      assertThat(letter.value()).isEqualTo(value);
      assertThat(letter.key()).isEqualTo(key);
      assertThat(letter.headers().headers("twice"))
          .extracting(header -> header.value())
          .containsExactly(new byte[] {1, (byte) 0x80}, new byte[] {2});
      assertThat(letter.headers().lastHeader("Twice").value()).containsExactly(3);
      assertThat(letter.headers().lastHeader("nothing").value()).isNull();
      letter.headers().remove("nothing");
      assertThat(text(letter))
          .containsEntry("kafka.KEY", "forged")
          .containsEntry("CamelFileName", "../x")
          .containsEntry("__dlq.errors.topic", pipeline.topic)
          .containsEntry("__dlq.errors.partition", "0")
          .containsEntry("__dlq.errors.offset", "1")
          .containsEntry("__dlq.errors.group", pipeline.group)
          .containsEntry("__dlq.errors.delivery.count", "4")
          .containsEntry("__dlq.errors.message", "task 4711 of 'ada' is odd")
          .containsEntry("kafila-dlq-exception", "java.lang.IllegalArgumentException")
          .containsEntry("kafila-dlq-route", "consumer")
          .containsEntry("kafila-dlq-replay-count", "0")
          .containsEntry("kafila-dlq-version", "1")
          .hasEntrySatisfying(
              "kafila-dlq-stacktrace",
              trace -> assertThat(trace).startsWith("java.lang.IllegalArgumentException: task"))
          .hasEntrySatisfying(
              "kafila-dlq-fingerprint", print -> assertThat(print).matches("[0-9a-f]{12}"))
          .containsKeys("kafila-dlq-first-failed-at", "kafila-dlq-last-failed-at");
    }
  }

  @Test
  void what_cannot_be_read_is_a_dead_letter_at_once_and_null_and_empty_stay_so() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var program = pipeline.program();
      List<String> types = new CopyOnWriteArrayList<>();
      program
          .getRegistry()
          .bind(
              "handler", (Processor) exchange -> types.add(exchange.getIn().getBody().toString()));
      load(
          program,
          """
          - route:
              id: consumer
              routeConfigurationId: kafka-dlq
              from:
                uri: ordered-kafka:%s
                parameters:
                  groupId: %s
                  eventTypes: task.created, task.completed
                  maxPollRecords: 100
                  consumersCount: 2
                  additionalProperties.session.timeout.ms: 10000
                steps:
                  - convertBodyTo:
                      type: dev.kafila.event.Event
                  - process:
                      ref: handler
          """
              .formatted(pipeline.topic, pipeline.group));

      // When
      pipeline.send("u", "no headers");
      pipeline.send("u", null);
      pipeline.send("u", "");
      pipeline.send(event(pipeline.topic, "task.created", "{}"));
      pipeline.send(event(pipeline.topic, "task.created", "[1]"));
      pipeline.send(event(pipeline.topic, "task.updated", "not read at all"));
      pipeline.send(event(pipeline.topic, "unheard.of", "not read at all"));
      pipeline.sent();
      program.start();

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(7));
      assertThat(types).hasSize(1);
      var letters = pipeline.deadLetters();
      assertThat(letters)
          .extracting(
              letter ->
                  letter.value() == null
                      ? null
                      : new String(letter.value(), StandardCharsets.UTF_8))
          .containsExactly("no headers", null, "", "[1]");
      assertThat(letters)
          .allSatisfy(
              letter ->
                  assertThat(text(letter))
                      .containsEntry(LetterHeaders.DELIVERY_COUNT, "1")
                      .containsEntry(
                          LetterHeaders.EXCEPTION, "dev.kafila.event.UnreadableEventException"));
    }
  }

  private static void load(CamelContext program, String yaml) throws Exception {
    PluginHelper.getRoutesLoader(program)
        .loadRoutes(ResourceHelper.fromString("consumer.camel.yaml", yaml));
  }

  private static ProducerRecord<byte[], byte[]> event(String topic, String type, String data) {
    var record = new ProducerRecord<>(topic, Pipeline.bytes("u"), Pipeline.bytes(data));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", "0199",
            "ce_type", type,
            "ce_source", "/test",
            "ce_time", "2026-03-10T09:00:00Z",
            "ce_userid", "u",
            "content-type", "application/json")
        .forEach((name, value) -> record.headers().add(name, Pipeline.bytes(value)));
    return record;
  }

  @Test
  void nothing_is_committed_while_a_dead_letter_cannot_be_written() throws Exception {
    try (var pipeline = new Pipeline(1)) {
      // Given
      pipeline.createTopic("dlq." + pipeline.topic, 1, Map.of("max.message.bytes", "100"));
      var journal =
          new Journal() {
            @Override
            void handle(String key, String value) {
              if (key.equals("bad")) {
                throw new RejectedEventException("never");
              }
            }
          };
      pipeline.send("good", "0");
      pipeline.send("bad", "1");
      pipeline.send("good", "2");
      pipeline.sent();
      pipeline.start(journal, "retryMs=50", "maxRetryMs=200");
      await()
          .untilAsserted(
              () -> {
                assertThat(journal.handled.get("good")).containsExactly("0", "2");
                assertThat(pipeline.committed()).isEqualTo(1);
              });

      // When
      var topic = new ConfigResource(ConfigResource.Type.TOPIC, "dlq." + pipeline.topic);
      pipeline
          .admin()
          .incrementalAlterConfigs(
              Map.of(
                  topic,
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", "1000000"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(3));
      assertThat(pipeline.deadLetters()).hasSize(1);
    }
  }

  @Test
  void two_consumers_share_and_hand_over_without_loss_or_disorder() throws Exception {
    try (var pipeline = new Pipeline(6).withDeadLetters()) {
      // Given
      var journal = new Journal();
      for (String number : numbers(200)) {
        for (int user = 0; user < 50; user++) {
          pipeline.send("user" + user, number);
        }
      }

      // When
      var first = pipeline.start(journal, "workers=4", "maxPollRecords=50");
      await().until(() -> journal.count.get() > 500);
      pipeline.start(journal, "workers=4", "maxPollRecords=50");
      await().until(() -> journal.count.get() > 2000);
      first.stop();
      for (String number : numbers(300).subList(200, 300)) {
        for (int user = 0; user < 50; user++) {
          pipeline.send("user" + user, number);
        }
      }
      pipeline.sent();

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(15_000));
      assertThat(journal.handled).hasSize(50);
      assertThat(journal.handled.values())
          .allSatisfy(
              values -> {
                assertThat(withoutRepeats(values)).isEqualTo(numbers(300));
              });
    }
  }

  /** First sightings only: a hand-over may repeat, but never lose or swap. */
  private static List<String> withoutRepeats(List<String> values) {
    return new ArrayList<>(new LinkedHashSet<>(values));
  }

  @Test
  void a_restart_goes_on_where_it_stopped() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var journal = new Journal();
      numbers(100).forEach(number -> pipeline.send("u", number));
      pipeline.sent();
      var first = pipeline.start(journal);
      await().until(() -> journal.count.get() == 100);
      first.stop();

      // When
      pipeline.send("u", "100");
      pipeline.sent();
      pipeline.start(journal);

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(101));
      assertThat(journal.handled.get("u")).isEqualTo(numbers(101));
    }
  }

  @Test
  void a_stop_waits_for_what_runs_and_commits_it_and_only_it() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var running = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      var journal =
          new Journal() {
            @Override
            void handle(String key, String value) throws Exception {
              running.countDown();
              release.await();
            }
          };
      numbers(5).forEach(number -> pipeline.send("u", number));
      pipeline.sent();
      var program = pipeline.start(journal);
      running.await();

      // When
      var stopping = new Thread(program::stop);
      stopping.start();
      await().until(() -> Pipeline.consumer(program).isSuspendingOrSuspended());
      release.countDown();
      stopping.join();

      // Then
      assertThat(journal.handled.get("u")).containsExactly("0");
      assertThat(pipeline.committed()).isEqualTo(1);
    }
  }

  @Test
  void records_replayed_for_another_group_are_passed_over() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var journal = new Journal();
      var foreign = new ProducerRecord<>(pipeline.topic, Pipeline.bytes("u"), Pipeline.bytes("1"));
      foreign.headers().add("kafila-replay-group", Pipeline.bytes("somebody else"));
      var own = new ProducerRecord<>(pipeline.topic, Pipeline.bytes("u"), Pipeline.bytes("2"));
      own.headers().add("kafila-replay-group", Pipeline.bytes(pipeline.group));

      // When
      pipeline.send("u", "0");
      pipeline.send(foreign);
      pipeline.send(own);
      pipeline.sent();
      pipeline.start(journal);

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(3));
      assertThat(journal.handled.get("u")).containsExactly("0", "2");
    }
  }

  @Test
  void a_group_whose_records_all_fail_pauses_and_goes_on_when_one_succeeds() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var broken = new AtomicBoolean(true);
      var journal =
          new Journal() {
            @Override
            void handle(String key, String value) {
              if (broken.get()) {
                throw new IllegalStateException("something all records need is down");
              }
            }
          };
      for (int user = 0; user < 100; user++) {
        pipeline.send("user" + user, "0");
      }
      pipeline.sent();
      var program = pipeline.start(journal, "probeMs=50", "retryMs=50", "maxRetryMs=200");
      await().until(() -> Pipeline.consumer(program).pauseReason() != null);
      assertThat(Pipeline.consumer(program).pauseReason()).contains("something all records need");

      // When
      broken.set(false);

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(100));
      assertThat(Pipeline.consumer(program).pauseReason()).isNull();
      assertThat(pipeline.deadLetters()).hasSize(10);
      assertThat(journal.count.get()).isEqualTo(90);
    }
  }
}
