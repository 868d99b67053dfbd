package dev.kafila.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kafila.event.Ids;
import dev.kafila.event.OutgoingEvent;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.testing.TestServers;
import dev.kafila.testing.TestStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LedgerWatchIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofMillis(100);

  private final String topic = "ledger-" + Ids.next();
  private final String group = "readers-" + topic;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<LedgerWatch> watches = new ArrayList<>();
  @TempDir Path routes;
  private TestStore store;
  private Admin admin;

  @BeforeEach
  void open() throws Exception {
    store = TestStore.open();
    admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()));
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    Files.writeString(
        routes.resolve("readers.camel.yaml"),
        """
        - route:
            id: readers
            from:
              uri: ordered-kafka:%s?groupId=%s
              parameters:
                eventTypes: task.created
              steps:
                - to: log:read
        """
            .formatted(topic, group));
    log.start();
    logger().addAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(LedgerWatch.class);
  }

  @AfterEach
  void close() throws Exception {
    for (var watch : watches) {
      watch.close();
    }
    logger().detachAppender(log);
    admin.close();
    store.close();
  }

  private Ledger ledger() {
    return new Ledger(
        store.transactions,
        KafkaConnection.embedded(
            Integer.parseInt(TestServers.bootstrapServers().replaceFirst(".*:", ""))),
        List.of(topic),
        routes,
        Clock.systemUTC());
  }

  private SimpleMeterRegistry watch() {
    var meters = new SimpleMeterRegistry();
    var watch =
        new LedgerWatch(
            ledger(), store.dataSource(), store.transactions, meters, Clock.systemUTC(), OFTEN);
    watches.add(watch);
    watch.start();
    return meters;
  }

  private UUID accept() {
    return store.inUser(
        "ann",
        tx -> {
          var id = Ids.next();
          store.outbox.append(
              tx,
              new OutgoingEvent(
                  id,
                  topic,
                  "task.created",
                  "/kafila/test",
                  "task/1",
                  "ann",
                  Instant.now(),
                  "00-1",
                  Map.of()));
          return id;
        });
  }

  /** As the publisher does it. */
  private void publish(UUID id) throws Exception {
    var time = store.value(Instant.class, "select time from outbox where event_id = ?", id);
    send(
        Map.of(
            "ce_id",
            id.toString(),
            "ce_type",
            "task.created",
            "ce_source",
            "/kafila/test",
            "ce_time",
            time.toString()));
    store.execute("delete from outbox where event_id = ?", id);
  }

  private void send(Map<String, String> headers) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var record = new ProducerRecord<byte[], byte[]>(topic, bytes("{}"));
      headers.forEach((name, value) -> record.headers().add(name, bytes(value)));
      producer.send(record).get();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void commit(long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private static double gauge(SimpleMeterRegistry meters, String name) {
    return Optional.ofNullable(meters.find("kafila.ledger." + name).gauge())
        .map(Gauge::value)
        .orElse(Double.NaN);
  }

  private static double difference(SimpleMeterRegistry meters, String group) {
    return Optional.ofNullable(meters.find("kafila.ledger.difference").tags("group", group).gauge())
        .map(Gauge::value)
        .orElse(Double.NaN);
  }

  private List<String> errors() {
    return List.copyOf(log.list).stream()
        .filter(one -> one.getLevel() == Level.ERROR)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void it_follows_each_event_from_the_store_to_its_handler_and_tells_once_what_it_misses()
      throws Exception {
    // Given
    var meters = watch();
    var handled = accept();
    var passed = accept();
    await().atMost(SOON).untilAsserted(() -> assertThat(gauge(meters, "waiting")).isEqualTo(2));
    publish(handled);
    publish(passed);
    store.inUser("ann", tx -> store.inbox.firstTime(tx, group, handled.toString()));
    commit(1);
    await().atMost(SOON).untilAsserted(() -> assertThat(gauge(meters, "handled")).isEqualTo(1));
    assertThat(gauge(meters, "accepted")).isEqualTo(2);
    assertThat(difference(meters, "")).isZero();
    assertThat(errors()).isEmpty();

    // When
    commit(2);

    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(errors()).hasSize(1));
    assertThat(errors().get(0)).contains("MISSING: 1 of " + topic, passed.toString());
    assertThat(difference(meters, group)).isEqualTo(1);
    store.inUser("ann", tx -> store.inbox.firstTime(tx, group, passed.toString()));
    await().atMost(SOON).untilAsserted(() -> assertThat(difference(meters, group)).isZero());
    assertThat(errors()).hasSize(1);
  }

  @Test
  void one_process_checks_and_another_takes_over() throws Exception {
    // Given
    var first = watch();
    accept();
    await().atMost(SOON).untilAsserted(() -> assertThat(gauge(first, "accepted")).isEqualTo(1));
    var second = watch();

    // When
    watches.get(0).close();

    // Then
    await().atMost(SOON).untilAsserted(() -> assertThat(gauge(second, "accepted")).isEqualTo(1));
    assertThat(gauge(first, "accepted")).isNaN();
  }

  @Test
  void a_record_whose_id_no_event_can_have_does_not_stop_the_ledger() throws Exception {
    // Given
    publish(accept());
    store.inUser("ann", tx -> store.inbox.firstTime(tx, group, "any"));
    send(Map.of("ce_id", "a\u0000b", "ce_type", "task.created"));

    // When
    var report = ledger().check(Optional.empty());

    // Then
    assertThat(report.balanced()).isTrue();
    assertThat(report.groups())
        .containsExactly(new LedgerReport.Group(topic, group, false, 2, 0, 2, 0, 0, 0));
  }

  @Test
  void a_topic_made_anew_is_read_from_its_beginning() throws Exception {
    // Given
    var meters = watch();
    publish(accept());
    publish(accept());
    await().atMost(SOON).untilAsserted(() -> assertThat(gauge(meters, "accepted")).isEqualTo(2));

    // When
    admin.deleteTopics(List.of(topic)).all().get();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () ->
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get() == null);
    var after = accept();
    publish(after);

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              // The two that went with the topic are lost, the one that came since is not.
              assertThat(gauge(meters, "accepted")).isEqualTo(3);
              assertThat(difference(meters, "")).isEqualTo(2);
              assertThat(gauge(meters, "waiting")).isEqualTo(1);
            });
  }

  @Test
  void a_group_that_never_marks_an_event_is_judged_by_its_offsets() throws Exception {
    // Given
    publish(accept());
    publish(accept());

    // When
    commit(1);

    // Then
    var report = ledger().check(Optional.empty());
    assertThat(report.balanced()).isTrue();
    assertThat(report.groups())
        .containsExactly(new LedgerReport.Group(topic, group, true, 2, 1, 1, 0, 0, 0));
  }

  @Test
  void a_letter_that_was_thrown_away_is_counted_as_purged() throws Exception {
    // Given
    publish(accept());
    var handled = accept();
    publish(handled);
    store.inUser("ann", tx -> store.inbox.firstTime(tx, group, handled.toString()));
    commit(2);

    // When
    store.execute(
        """
        with purge as (
          insert into dead_letter_purges (purged_by, purged_at, selection, letters)
          values ('ann', now(), '{}', 1) returning purge_id)
        insert into purged_letters (letter_topic, letter_partition, letter_offset,
          letter_written_at, consumer_group, failed_partition, failed_offset, replayed, purge_id)
        select ?, 0, 0, now(), ?, 0, 0, false, purge_id from purge
        """,
        topic,
        group);

    // Then
    var report = ledger().check(Optional.empty());
    assertThat(report.balanced()).isTrue();
    assertThat(report.groups())
        .containsExactly(new LedgerReport.Group(topic, group, false, 2, 1, 0, 0, 1, 0));
  }
}
