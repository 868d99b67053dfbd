package dev.kafila.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.TestServers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kafka was away for long: what waited goes out in order, and the table is small again. */
class OutboxBacklogIT {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxBacklogIT.class);
  private static final int USERS = 1_000;
  private static final int AT_ONCE = 50_000;

  private final OutboxFixture outbox = new OutboxFixture();
  private final String brokers = TestServers.bootstrapServers();
  private final String topic = "t-" + UUID.randomUUID();

  @AfterEach
  void close() {
    outbox.close();
  }

  @Test
  void twenty_thousand_waiting_events() throws Exception {
    drain(20_000);
  }

  @Test
  @Tag("faults")
  void a_million_waiting_events() throws Exception {
    drain(1_000_000);
  }

  private void drain(int events) throws Exception {
    // Given
    createTopic();
    fill(events);
    long full = size();

    // When
    long begin = System.nanoTime();
    String plan;
    try (var sink = new KafkaSink(brokers, topic)) {
      var publisher = outbox.start(outbox.signal, sink);
      outbox.awaitEmpty(Duration.ofMinutes(20));
      plan = plan();
      publisher.close();
    }
    var took = Duration.ofNanos(System.nanoTime() - begin);
    long drained = size();
    outbox.store.execute("vacuum outbox");
    long vacuumed = size();
    LOG.info(
        "{} events in {} s ({} a second), table {} KiB full, {} drained, {} after vacuum",
        events,
        took.toSeconds(),
        events * 1000L / Math.max(1, took.toMillis()),
        full / 1024,
        drained / 1024,
        vacuumed / 1024);

    // Then
    assertOnceAndInOrder(events);
    assertThat(plan).contains("Index Scan using outbox_pkey");
    assertThat(drained).isLessThan(full + full / 4);
    assertThat(vacuumed).isLessThan(full / 10);
  }

  private void createTopic() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) brokers))) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    }
  }

  /** Of 400 bytes each, the users' mixed. */
  private void fill(int events) {
    for (int first = 1; first <= events; first += AT_ONCE) {
      outbox.store.execute(
          """
          insert into outbox
            (event_id, topic, type, source, subject, user_id, time, traceparent, data)
          select gen_random_uuid(), 'task-events', 'task.created', '/test', n::text,
            'user-' || n %% %d, now(), '', rpad('{', 400, 'x')
          from generate_series(%d, %d) n
          """
              .formatted(USERS, first, Math.min(events, first + AT_ONCE - 1)));
    }
  }

  private long size() {
    return outbox.store.value(Long.class, "select pg_total_relation_size('outbox')");
  }

  /** Of the reading query, with everything that was deleted still in front. */
  private String plan() {
    return String.join(
        "\n",
        outbox.store.list(
            String.class,
            """
            explain select * from outbox where user_id <> all('{}')
            order by outbox_id limit 1000
            """));
  }

  private void assertOnceAndInOrder(int events) {
    Map<String, Integer> latest = new HashMap<>();
    int read = 0;
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", (Object) brokers),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          int number = Integer.parseInt(record.value());
          var before = latest.put(record.key(), number);
          assertThat(before == null ? number - USERS : before).isEqualTo(number - USERS);
          read++;
        }
      }
    }
    assertThat(read).isEqualTo(events);
  }
}
