package dev.kafila.event;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.testing.TestStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxPublisherIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final OutboxSignal signal = new OutboxSignal();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<OutboxPublisher> publishers = new ArrayList<>();
  private final Sink sink = new Sink();
  private TestStore store;

  /** Takes events as Kafka would: in memory, and refusing what a test tells it to. */
  private static final class Sink implements EventSink {
    private final List<PendingEvent> taken = new ArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private volatile int tries;
    private volatile int largestWave;

    @Override
    public synchronized void publish(List<PendingEvent> events) throws Exception {
      tries++;
      largestWave = Math.max(largestWave, events.size());
      if (away) {
        throw new ConnectException("nobody there");
      }
      for (var event : events) {
        if (refused.contains(event.subject())) {
          throw new IllegalStateException(new RecordTooLargeException(event.subject()));
        }
      }
      taken.addAll(events);
    }

    private synchronized List<String> subjects() {
      return taken.stream().map(PendingEvent::subject).toList();
    }

    private synchronized List<String> subjectsOf(String user) {
      return taken.stream()
          .filter(event -> event.userId().equals(user))
          .map(PendingEvent::subject)
          .toList();
    }
  }

  @BeforeEach
  void open() {
    store = TestStore.open();
  }

  @AfterEach
  void close() {
    publishers.forEach(OutboxPublisher::close);
    store.close();
  }

  private OutboxPublisher started(OutboxSignal wokenBy, EventSink into) {
    var publisher =
        new OutboxPublisher(
            store.dataSource(), wokenBy, into, new SimpleMeterRegistry(), Clock.systemUTC());
    publishers.add(publisher);
    publisher.start();
    return publisher;
  }

  private OutboxPublisher started() {
    var publisher =
        new OutboxPublisher(store.dataSource(), signal, sink, meters, Clock.systemUTC());
    publishers.add(publisher);
    publisher.start();
    return publisher;
  }

  private void append(String user, String... subjects) {
    append(new Outbox(signal), user, subjects);
  }

  private void append(Outbox outbox, String user, String... subjects) {
    store.inUser(
        user,
        tx -> {
          for (var subject : subjects) {
            outbox.append(
                tx,
                new OutgoingEvent(
                    Ids.next(),
                    EventTopics.TASKS,
                    "task.created",
                    CAUSE.source(),
                    subject,
                    user,
                    Instant.now(),
                    CAUSE.traceparent(),
                    Map.of("subject", subject)));
          }
          return null;
        });
  }

  private int waiting() {
    return store.value(Integer.class, "select count(*) from outbox");
  }

  private void awaitEmpty() {
    await().atMost(LONG).untilAsserted(() -> assertThat(waiting()).isZero());
  }

  @Test
  void eachUsersEventsArriveInOrderWhileManyWrite() throws Exception {
    // Given
    int writers = 6;
    int each = 40;
    started();
    Map<String, List<String>> written = new HashMap<>();
    for (int user = 0; user < 3; user++) {
      written.put("user-" + user, Collections.synchronizedList(new ArrayList<>()));
    }
    var pool = Executors.newFixedThreadPool(writers);
    List<Future<?>> done = new ArrayList<>();

    // When
    for (int writer = 0; writer < writers; writer++) {
      var user = "user-" + writer % 3;
      var name = "w" + writer + "-";
      done.add(
          pool.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  var subject = name + i;
                  store.inUser(
                      user,
                      tx -> {
                        // The user's lock is held: this is the order of the commits.
                        written.get(user).add(subject);
                        new Outbox(signal).append(tx, event(user, subject));
                        return null;
                      });
                }
              }));
    }
    for (var one : done) {
      one.get();
    }
    pool.shutdown();
    awaitEmpty();

    // Then
    assertThat(written)
        .allSatisfy((user, subjects) -> assertThat(sink.subjectsOf(user)).isEqualTo(subjects));
    assertThat(meters.get("kafila.outbox.publish").timer().count()).isEqualTo(writers * each);
  }

  private static OutgoingEvent event(String user, String subject) {
    return new OutgoingEvent(
        Ids.next(),
        EventTopics.TASKS,
        "task.created",
        CAUSE.source(),
        subject,
        user,
        Instant.now(),
        CAUSE.traceparent(),
        Map.of());
  }

  @Test
  void anEventCarriesItsCloudEventHeaders() {
    // Given
    started();

    // When
    append("ann", "task/1");
    awaitEmpty();

    // Then
    var published = sink.taken.get(0);
    assertThat(published.data()).isEqualTo("{\"subject\":\"task/1\"}");
    assertThat(published.headers())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", published.eventId())
        .containsEntry("ce_type", "task.created")
        .containsEntry("ce_subject", "task/1")
        .containsEntry("ce_userid", "ann")
        .containsEntry("content-type", "application/json")
        .containsEntry("traceparent", CAUSE.traceparent());
  }

  @Test
  void aRefusedEventKeepsItsUserWaitingAndNobodyElse() {
    // Given
    sink.refused.add("ann-2");
    append("ann", "ann-1", "ann-2", "ann-3");
    append("bob", "bob-1", "bob-2", "bob-3");
    var publisher = started();

    // When
    await().atMost(LONG).untilAsserted(() -> assertThat(sink.subjects()).contains("bob-3"));
    append("bob", "bob-4");
    append("ann", "ann-4");
    await().atMost(LONG).untilAsserted(() -> assertThat(sink.subjects()).contains("bob-4"));
    var annsMeanwhile = sink.subjectsOf("ann");
    var lastError =
        store.value(String.class, "select last_error from outbox where set_aside_at is not null");
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(meters.get("kafila.outbox.waiting.aside").gauge().value()).isOne());
    sink.refused.clear();
    awaitEmpty();

    // Then
    assertThat(annsMeanwhile).containsExactly("ann-1");
    assertThat(lastError).isEqualTo("ann-2");
    assertThat(sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2", "ann-3", "ann-4");
    assertThat(sink.subjectsOf("bob")).containsExactly("bob-1", "bob-2", "bob-3", "bob-4");
    assertThat(meters.get("kafila.outbox.set.aside").counter().count()).isOne();
    assertThat(publisher.trouble()).isNull();
  }

  @Test
  void aRefusedEventIsTriedAloneFromThenOn() {
    // Given
    sink.refused.add("ann-1");
    append("ann", "ann-1");
    for (int i = 0; i < 20; i++) {
      append("user-" + i, "task/" + i);
    }

    // When
    started();
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(store.value(Integer.class, "select max(attempts) from outbox"))
                    .isGreaterThanOrEqualTo(2));

    // Then
    assertThat(sink.subjects()).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void whileKafkaIsAwayEverythingWaitsAndThenArrivesInOrder() {
    // Given
    sink.away = true;
    var publisher = started();
    append("ann", "ann-1", "ann-2");
    append("bob", "bob-1");

    // When
    await().atMost(LONG).untilAsserted(() -> assertThat(publisher.trouble()).isNotNull());
    var trouble = publisher.trouble();
    append("ann", "ann-3");
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(meters.get("kafila.outbox.failures").counter().count()).isPositive());
    var waiting = waiting();
    sink.away = false;
    awaitEmpty();

    // Then
    assertThat(trouble).contains("nobody there");
    assertThat(waiting).isEqualTo(4);
    assertThat(sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2", "ann-3");
    assertThat(sink.subjectsOf("bob")).containsExactly("bob-1");
    await().atMost(LONG).untilAsserted(() -> assertThat(publisher.trouble()).isNull());
  }

  @Test
  void oneUsersBacklogDoesNotKeepTheOthersWaiting() {
    // Given
    int many = 1_500;
    var backlog = new String[many];
    for (int i = 0; i < many; i++) {
      backlog[i] = "ann-" + i;
    }
    append("ann", backlog);
    append("bob", "bob-1");

    // When
    started();
    awaitEmpty();

    // Then
    assertThat(sink.subjects().indexOf("bob-1")).isLessThan(2 * OutboxBatch.MOST_OF_A_USER);
    assertThat(sink.subjectsOf("ann")).containsExactly(backlog);
  }

  @Test
  void manyUsersEventsGoTogether() {
    // Given
    store.execute(
        """
        insert into outbox
          (event_id, topic, type, source, subject, user_id, time, traceparent, data)
        select gen_random_uuid(), 'task-events', 'task.created', '/test', 'task/' || n,
          'user-' || n, now(), '', '{}'
        from generate_series(1, 5000) n
        """);

    // When
    started();
    awaitEmpty();

    // Then
    assertThat(new HashSet<>(sink.subjects())).hasSize(5000);
    assertThat(sink.tries).isEqualTo(5);
    assertThat(sink.largestWave).isEqualTo(1_000);
  }

  @Test
  void largeEventsAreReadAFewAtATime() {
    // Given
    store.execute(
        """
        insert into outbox
          (event_id, topic, type, source, subject, user_id, time, traceparent, data)
        select gen_random_uuid(), 'task-events', 'task.created', '/test', 'task/' || n,
          'user-' || n, now(), '', repeat('x', 1024 * 1024)
        from generate_series(1, 40) n
        """);

    // When
    started();
    awaitEmpty();

    // Then
    assertThat(sink.subjects()).hasSize(40);
    assertThat(sink.largestWave).isLessThanOrEqualTo(16);
  }

  @Test
  void onlyOneOfTwoPublishersPublishesAndTheOtherWakesIt() {
    // Given
    var otherSignal = new OutboxSignal();
    var otherSink = new Sink();
    started();
    append("ann", "ann-1");
    awaitEmpty();
    started(otherSignal, otherSink);

    // When
    for (int i = 2; i <= 20; i++) {
      append(new Outbox(otherSignal), "ann", "ann-" + i);
    }
    awaitEmpty();

    // Then
    assertThat(sink.subjectsOf("ann")).hasSize(20).endsWith("ann-20").doesNotHaveDuplicates();
    assertThat(otherSink.tries).isZero();
  }

  @Test
  void theOtherTakesOverWhenTheLeadersConnectionIsGone() throws Exception {
    // Given
    var blocked = new CountDownLatch(1);
    var entered = new CountDownLatch(1);
    EventSink stuck =
        events -> {
          entered.countDown();
          blocked.await();
        };
    started(signal, stuck);
    append("ann", "ann-1", "ann-2");
    entered.await();
    started(new OutboxSignal(), sink);

    // When
    store.execute(
        """
        select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and granted
          and database = (select oid from pg_database where datname = current_database())
        """);
    awaitEmpty();
    blocked.countDown();
    append("ann", "ann-3");
    await().atMost(LONG).untilAsserted(() -> assertThat(sink.subjects()).hasSize(3));

    // Then
    assertThat(sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2", "ann-3");
  }

  @Test
  void aPublisherThatStopsHandsOver() {
    // Given
    var first = started();
    append("ann", "ann-1");
    awaitEmpty();
    var otherSink = new Sink();
    started(new OutboxSignal(), otherSink);

    // When
    first.close();
    append("ann", "ann-2");
    awaitEmpty();

    // Then
    assertThat(otherSink.subjects()).containsExactly("ann-2");
  }

  @Test
  void whenTheDatabaseDropsEveryConnectionItGoesOn() {
    // Given
    var publisher = started();
    append("ann", "ann-1");
    awaitEmpty();

    // When
    store.execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """);
    append("ann", "ann-2");
    awaitEmpty();

    // Then
    assertThat(sink.subjects()).containsExactly("ann-1", "ann-2");
    await().atMost(LONG).untilAsserted(() -> assertThat(publisher.trouble()).isNull());
  }

  @Test
  void howMuchWaitsIsTold() {
    // Given
    sink.refused.add("ann-1");
    append("ann", "ann-1", "ann-2", "ann-3");

    // When
    started();

    // Then
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(meters.get("kafila.outbox.depth").gauge().value()).isEqualTo(3);
              assertThat(meters.get("kafila.outbox.oldest.age").gauge().value()).isPositive();
            });
  }
}
