package dev.kafila.bench;

import dev.kafila.event.EventTopics;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.event.PendingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The events that all arms read: tasks completed and reopened in turn, as Kafila writes them. Each
 * user has one task, whose version counts that user's events from 1.
 */
final class BenchEvents {
  static final List<String> TYPES = List.of("task.completed", "task.reopened");

  /** As in application.properties. */
  static final int PARTITIONS = 3;

  private static final String USER = "user-";
  private static final long SEED = 20_260_101;

  private final String brokers;
  private final int bytes;

  /**
   * @param bytes about how long each event's JSON is; not below what a task needs
   */
  BenchEvents(String brokers, int bytes) {
    this.brokers = brokers;
    this.bytes = bytes;
  }

  /** The number of a user that {@link #write} made up. */
  static int keyOf(String userId) {
    return Integer.parseInt(userId, USER.length(), userId.length(), 10);
  }

  /** Makes the topic and its dead letters, and writes the events, of users drawn at random. */
  void write(int events, int keys) throws InterruptedException, ExecutionException {
    makeTopics();
    var random = new SplittableRandom(SEED);
    var versions = new int[keys];
    var failure = new ProducerFailure();
    try (var producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < events; i++) {
        int key = random.nextInt(keys);
        var unused = producer.send(record(key, ++versions[key]), failure::note);
      }
      producer.flush();
    }
    failure.rethrow();
  }

  private void makeTopics() throws InterruptedException, ExecutionException {
    Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    try (var admin = Admin.create(settings)) {
      var topic = EventTopics.TASKS;
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, PARTITIONS, (short) 1),
                  new NewTopic(EventTopics.deadLettersOf(topic), 1, (short) 1)))
          .all()
          .get();
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        brokers,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        ProducerConfig.BATCH_SIZE_CONFIG,
        1 << 16,
        ProducerConfig.LINGER_MS_CONFIG,
        20);
  }

  private ProducerRecord<byte[], byte[]> record(int key, int version) {
    var user = USER + key;
    boolean completed = version % 2 == 1;
    var now = Instant.now();
    var event =
        new PendingEvent(
            0,
            Ids.next().toString(),
            EventTopics.TASKS,
            TYPES.get(completed ? 0 : 1),
            "kafila/chat",
            "task/" + taskId(key),
            user,
            now,
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            Map.of(),
            data(key, user, version, completed, now),
            now,
            0,
            false,
            false);
    var record = new ProducerRecord<>(event.topic(), utf8(event.userId()), utf8(event.data()));
    event.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
    return record;
  }

  private String data(int key, String user, int version, boolean completed, Instant now) {
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("task_id", taskId(key));
    task.put("user_id", user);
    task.put("title", "pay the rent");
    task.put("description", "");
    task.put("priority", "medium");
    task.put("tags", List.of("home", "money"));
    task.put("status", completed ? "completed" : "pending");
    task.put("due_date", "2026-03-31");
    task.put("time_zone", "Europe/Berlin");
    task.put("recurrence_rule", "FREQ=MONTHLY");
    task.put("created_at", "2026-03-01T09:00:00Z");
    task.put("updated_at", now.toString());
    task.put("version", version);
    var text = Json.write(Map.of("task", task));
    int missing = bytes - text.length();
    if (missing > 0) {
      task.put("description", "x".repeat(missing));
      text = Json.write(Map.of("task", task));
    }
    return text;
  }

  private static String taskId(int key) {
    return "018f2d3a-7c00-7000-8000-%012d".formatted(key);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The first of what the producer's own thread was told. */
  private static final class ProducerFailure {
    private volatile Exception failure;

    void note(Object written, Exception problem) {
      if (problem != null && failure == null) {
        failure = problem;
      }
    }

    void rethrow() {
      if (failure != null) {
        throw new IllegalStateException("the events could not be written", failure);
      }
    }
  }
}
