package dev.kafila.event;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxPublisherIT {
  private final OutboxFixture outbox = new OutboxFixture();
  private final MemorySink sink = outbox.sink;

  @AfterEach
  void close() {
    outbox.close();
  }

  @Test
  void eachUsersEventsArriveInOrderWhileManyWrite() throws Exception {
    // Given
    int writers = 6;
    int each = 40;
    outbox.start();
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
                  outbox.store.inUser(
                      user,
                      tx -> {
                        // The user's lock is held: this is the order of the commits.
                        written.get(user).add(subject);
                        new Outbox(outbox.signal).append(tx, OutboxFixture.event(user, subject));
                        return null;
                      });
                }
              }));
    }
    for (var one : done) {
      one.get();
    }
    pool.shutdown();
    outbox.awaitEmpty();

    // Then
    assertThat(written)
        .allSatisfy((user, subjects) -> assertThat(sink.subjectsOf(user)).isEqualTo(subjects));
    assertThat(outbox.meters.get("kafila.outbox.publish").timer().count())
        .isEqualTo(writers * each);
  }

  @Test
  void anEventCarriesItsCloudEventHeaders() {
    // Given
    outbox.start();

    // When
    outbox.append("ann", "task/1");
    outbox.awaitEmpty();

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
  void whileKafkaIsAwayEverythingWaitsAndThenArrivesInOrder() {
    // Given
    sink.away = true;
    var publisher = outbox.start();
    outbox.append("ann", "ann-1", "ann-2");
    outbox.append("bob", "bob-1");

    // When
    await()
        .atMost(OutboxFixture.LONG)
        .untilAsserted(() -> assertThat(publisher.trouble()).isNotNull());
    var trouble = publisher.trouble();
    outbox.append("ann", "ann-3");
    await()
        .atMost(OutboxFixture.LONG)
        .untilAsserted(() -> assertThat(outbox.counter("kafila.outbox.failures")).isPositive());
    var waiting = outbox.waiting();
    sink.away = false;
    outbox.awaitEmpty();

    // Then
    assertThat(trouble).contains("nobody there");
    assertThat(waiting).isEqualTo(4);
    assertThat(sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2", "ann-3");
    assertThat(sink.subjectsOf("bob")).containsExactly("bob-1");
    await()
        .atMost(OutboxFixture.LONG)
        .untilAsserted(() -> assertThat(publisher.trouble()).isNull());
  }

  @Test
  void oneUsersBacklogDoesNotKeepTheOthersWaiting() {
    // Given
    int many = 1_500;
    var backlog = new String[many];
    for (int i = 0; i < many; i++) {
      backlog[i] = "ann-" + i;
    }
    outbox.append("ann", backlog);
    outbox.append("bob", "bob-1");

    // When
    outbox.start();
    outbox.awaitEmpty();

    // Then
    assertThat(sink.subjects().indexOf("bob-1")).isLessThan(2 * OutboxBatch.MOST_OF_A_USER);
    assertThat(sink.subjectsOf("ann")).containsExactly(backlog);
  }

  @Test
  void manyUsersEventsGoTogether() {
    // Given
    outbox.store.execute(
        """
        insert into outbox
          (event_id, topic, type, source, subject, user_id, time, traceparent, data)
        select gen_random_uuid(), 'task-events', 'task.created', '/test', 'task/' || n,
          'user-' || n, now(), '', '{}'
        from generate_series(1, 5000) n
        """);

    // When
    outbox.start();
    outbox.awaitEmpty();

    // Then
    assertThat(new HashSet<>(sink.subjects())).hasSize(5000);
    assertThat(sink.tries).isEqualTo(5);
    assertThat(sink.largestWave).isEqualTo(1_000);
  }

  @Test
  void largeEventsAreReadAFewAtATime() {
    // Given
    outbox.store.execute(
        """
        insert into outbox
          (event_id, topic, type, source, subject, user_id, time, traceparent, data)
        select gen_random_uuid(), 'task-events', 'task.created', '/test', 'task/' || n,
          'user-' || n, now(), '', repeat('x', 1024 * 1024)
        from generate_series(1, 40) n
        """);

    // When
    outbox.start();
    outbox.awaitEmpty();

    // Then
    assertThat(sink.subjects()).hasSize(40);
    assertThat(sink.largestWave).isLessThanOrEqualTo(16);
  }

  @Test
  void onlyOneOfTwoPublishersPublishesAndTheOtherWakesIt() {
    // Given
    var otherSignal = new OutboxSignal();
    var otherSink = new MemorySink();
    outbox.start();
    outbox.append("ann", "ann-1");
    outbox.awaitEmpty();
    outbox.start(otherSignal, otherSink);

    // When
    for (int i = 2; i <= 20; i++) {
      outbox.append(new Outbox(otherSignal), "ann", "ann-" + i);
    }
    outbox.awaitEmpty();

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
          return List.of();
        };
    outbox.start(outbox.signal, stuck);
    outbox.append("ann", "ann-1", "ann-2");
    entered.await();
    outbox.start(new OutboxSignal(), sink);

    // When
    outbox.store.execute(
        """
        select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and granted
          and database = (select oid from pg_database where datname = current_database())
        """);
    outbox.awaitEmpty();
    blocked.countDown();
    outbox.append("ann", "ann-3");
    await().atMost(OutboxFixture.LONG).untilAsserted(() -> assertThat(sink.subjects()).hasSize(3));

    // Then
    assertThat(sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2", "ann-3");
  }

  @Test
  void aPublisherThatStopsHandsOver() {
    // Given
    var first = outbox.start();
    outbox.append("ann", "ann-1");
    outbox.awaitEmpty();
    var otherSink = new MemorySink();
    outbox.start(new OutboxSignal(), otherSink);

    // When
    first.close();
    outbox.append("ann", "ann-2");
    outbox.awaitEmpty();

    // Then
    assertThat(otherSink.subjects()).containsExactly("ann-2");
  }

  @Test
  void whenTheDatabaseDropsEveryConnectionItGoesOn() {
    // Given
    var publisher = outbox.start();
    outbox.append("ann", "ann-1");
    outbox.awaitEmpty();

    // When
    outbox.store.execute(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """);
    outbox.append("ann", "ann-2");
    outbox.awaitEmpty();

    // Then
    assertThat(sink.subjects()).containsExactly("ann-1", "ann-2");
    await()
        .atMost(OutboxFixture.LONG)
        .untilAsserted(() -> assertThat(publisher.trouble()).isNull());
  }

  @Test
  void howMuchWaitsIsTold() {
    // Given
    sink.refused.add("ann-1");
    outbox.append("ann", "ann-1", "ann-2", "ann-3");

    // When
    outbox.start();

    // Then
    await()
        .atMost(OutboxFixture.LONG)
        .untilAsserted(
            () -> {
              assertThat(outbox.gauge("kafila.outbox.depth")).isEqualTo(3);
              assertThat(outbox.gauge("kafila.outbox.oldest.age")).isPositive();
            });
  }
}
