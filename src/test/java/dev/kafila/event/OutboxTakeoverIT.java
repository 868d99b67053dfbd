package dev.kafila.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.testing.TestServers;
import dev.kafila.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes publish one outbox, and the one that leads is killed at the worst moment. */
class OutboxTakeoverIT {
  private static final int USERS = 20;
  private static final int EACH = 40;
  private static final int WAVES = 7;

  private final OutboxFixture outbox = new OutboxFixture();
  private final String topic = "t-" + UUID.randomUUID();
  private KafkaSink sink;
  private Process child;

  @TempDir Path directory;

  @BeforeEach
  void createTopic() throws Exception {
    var brokers = TestServers.bootstrapServers();
    try (var admin = Admin.create(Map.of("bootstrap.servers", (Object) brokers))) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    }
    sink = new KafkaSink(brokers, topic);
  }

  @AfterEach
  void close() {
    if (child != null) {
      child.destroyForcibly();
    }
    outbox.close();
    sink.close();
  }

  @Test
  void nothing_is_lost_nor_out_of_order_and_what_goes_twice_goes_adjacent() throws Exception {
    // Given
    child = leader();
    await().atMost(OutboxFixture.LONG).until(this::somebodyLeads);
    var waves = new ArrayList<Integer>();
    outbox.start(
        outbox.signal,
        events -> {
          waves.add(events.size());
          return sink.publish(events);
        });

    // When
    for (int i = 0; i < EACH; i++) {
      for (int user = 0; user < USERS; user++) {
        outbox.append("user-" + user, Integer.toString(i));
      }
    }
    boolean died = child.waitFor(60, TimeUnit.SECONDS);
    outbox.awaitEmpty();

    // Then
    assertThat(died).isTrue();
    assertThat(child.exitValue()).isEqualTo(137);
    assertThat(waves).isNotEmpty();
    var byUser = published();
    var expected = new ArrayList<String>();
    for (int i = 0; i < EACH; i++) {
      expected.add(Integer.toString(i));
    }
    int twice = 0;
    for (int user = 0; user < USERS; user++) {
      var records = byUser.get("user-" + user);
      var once = new ArrayList<String>();
      for (var record : records) {
        if (once.isEmpty() || !once.get(once.size() - 1).equals(record)) {
          once.add(record);
        }
      }
      assertThat(once).isEqualTo(expected);
      twice += records.size() - once.size();
    }
    // The wave that was acknowledged and not deleted.
    assertThat(twice).isBetween(1, USERS);
  }

  private Process leader() throws Exception {
    var database = outbox.store.server();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DyingPublisher.class.getName(),
            database.url(),
            database.user(),
            database.password(),
            TestServers.bootstrapServers(),
            topic,
            Integer.toString(WAVES))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("child.log").toFile())
        .start();
  }

  /** Flyway in the child takes advisory locks too: it is the publishers' own that counts. */
  private boolean somebodyLeads() {
    return outbox.store.value(
            Integer.class,
            """
            select count(*) from pg_locks
            where locktype = 'advisory' and granted and classid::bigint = ? and objid::bigint = ?
              and database = (select oid from pg_database where datname = current_database())
            """,
            OutboxLeadership.LOCK >>> 32,
            OutboxLeadership.LOCK & 0xffffffffL)
        > 0;
  }

  private Map<String, List<String>> published() {
    Map<String, List<String>> byUser = new HashMap<>();
    try (var reader = new TopicReader(TestServers.bootstrapServers())) {
      for (var record : reader.all(topic)) {
        byUser
            .computeIfAbsent(
                new String(record.key(), StandardCharsets.UTF_8), user -> new ArrayList<>())
            .add(new String(record.value(), StandardCharsets.UTF_8));
      }
    }
    return byUser;
  }
}
