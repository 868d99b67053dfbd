package dev.kafila.deadletter;

import static org.awaitility.Awaitility.await;

import dev.kafila.config.Settings;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.testing.TestServers;
import dev.kafila.testing.TestStore;
import dev.kafila.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of a test's own with its letters, on the shared broker, and a database of its own. */
final class FailedTopic implements AutoCloseable {
  private static final int LARGEST = 2 << 20;

  final String name = "events" + UUID.randomUUID().toString().replace("-", "");
  final String dlq = "dlq." + name;
  final TestStore store = TestStore.open();
  final KafkaConnection connection;
  final DeadLetterService service;
  private final Map<String, Object> properties =
      Map.of("bootstrap.servers", TestServers.bootstrapServers(), "max.request.size", LARGEST);
  private final Admin admin = Admin.create(properties);
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());

  /** An event as it lies in the topic. */
  record Written(String id, String user, int partition, long offset) {}

  FailedTopic() throws Exception {
    connection =
        KafkaConnection.to(
            Settings.read(
                    key ->
                        Optional.of(TestServers.bootstrapServers())
                            .filter(any -> key.equals("kafila.kafka.bootstrap-servers")))
                .kafka());
    service =
        new DeadLetterService(connection, List.of(name), store.transactions, Clock.systemUTC(), 3);
    admin.createTopics(List.of(newTopic(name, 3), newTopic(dlq, 1))).all().get();
    await()
        .ignoreExceptions()
        .until(
            () ->
                admin.describeTopics(List.of(name, dlq)).allTopicNames().get().values().stream()
                    .allMatch(t -> t.partitions().stream().allMatch(p -> p.leader() != null)));
  }

  private static NewTopic newTopic(String name, int partitions) {
    return new NewTopic(name, partitions, (short) 1)
        .configs(Map.of("max.message.bytes", Integer.toString(LARGEST)));
  }

  /** Writes an event where its user's events lie. */
  Written event(String user, String type) throws Exception {
    var id = UUID.randomUUID().toString();
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_type", type);
    var sent = send(new ProducerRecord<>(name, bytes(user), bytes("{\"n\": 1.10}")), headers);
    return new Written(id, user, sent.partition(), sent.offset());
  }

  /** Writes the letter of an event that a group failed at; answers its id. */
  LetterId letter(Written event, String group, String type) throws Exception {
    return letter(
        event,
        group,
        Map.of("ce_specversion", "1.0", "ce_id", event.id(), "ce_type", type),
        "{\"n\": 1.10}");
  }

  /** Writes a letter with headers of the record's own. */
  LetterId letter(Written event, String group, Map<String, String> own, String value)
      throws Exception {
    var headers = new LinkedHashMap<>(own);
    headers.put(LetterHeaders.TOPIC, name);
    headers.put(LetterHeaders.PARTITION, Integer.toString(event.partition()));
    headers.put(LetterHeaders.OFFSET, Long.toString(event.offset()));
    headers.put(LetterHeaders.GROUP, group);
    headers.put(LetterHeaders.MESSAGE, "boom");
    headers.put(LetterHeaders.FINGERPRINT, "aa");
    var sent = send(new ProducerRecord<>(dlq, bytes(event.user()), bytes(value)), headers);
    return new LetterId(name, 0, sent.offset());
  }

  /** An event, and its letter. */
  LetterId failed(String user, String group, String type) throws Exception {
    return letter(event(user, type), group, type);
  }

  RecordMetadata send(ProducerRecord<byte[], byte[]> record, Map<String, String> headers)
      throws Exception {
    headers.forEach((name, value) -> record.headers().add(name, bytes(value)));
    return producer.send(record).get();
  }

  void handled(String group, Written event) {
    store.execute("insert into inbox (consumer_group, event_id) values (?, ?)", group, event.id());
  }

  /** As if the group had come to the end of each partition. */
  void committedAll(String group) throws Exception {
    try (var topics = new TopicReader(TestServers.bootstrapServers())) {
      Map<TopicPartition, OffsetAndMetadata> ends = new LinkedHashMap<>();
      for (int partition = 0; partition < 3; partition++) {
        ends.put(new TopicPartition(name, partition), new OffsetAndMetadata(0));
      }
      topics
          .all(name)
          .forEach(
              record ->
                  ends.put(
                      new TopicPartition(name, record.partition()),
                      new OffsetAndMetadata(record.offset() + 1)));
      admin.alterConsumerGroupOffsets(group, ends).all().get();
    }
  }

  /** A group's name that no other test has. */
  String group() {
    return "group" + name;
  }

  /** What lies in the topic again, in the order of its partitions. */
  List<ConsumerRecord<byte[], byte[]>> replays() {
    List<ConsumerRecord<byte[], byte[]>> replays = new ArrayList<>();
    try (var topics = new TopicReader(TestServers.bootstrapServers())) {
      for (var record : topics.all(name)) {
        if (TopicReader.header(record, LetterHeaders.REPLAY_GROUP) != null) {
          replays.add(record);
        }
      }
    }
    return replays;
  }

  /** How many letters the broker still has. */
  int letters() {
    try (var topics = new TopicReader(TestServers.bootstrapServers())) {
      return topics.all(dlq).size();
    }
  }

  static LetterSelection ids(LetterId... ids) {
    return new LetterSelection(List.of(ids), filter(null));
  }

  static LetterSelection of(String user) {
    return new LetterSelection(List.of(), filter(user));
  }

  static LetterFilter filter(String user) {
    return new LetterFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(user),
        Optional.empty(),
        Optional.empty());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws Exception {
    admin.deleteTopics(List.of(name, dlq)).all().get();
    producer.close();
    admin.close();
    store.close();
  }
}
