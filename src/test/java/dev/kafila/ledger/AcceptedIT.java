package dev.kafila.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Ids;
import dev.kafila.event.OutgoingEvent;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcceptedIT {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final long MINUTE = NOON.getEpochSecond() / 60;

  private TestStore store;
  private LedgerStore ledger;

  @BeforeEach
  void open() {
    store = TestStore.open();
    ledger = new LedgerStore(store.transactions);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private UUID accept(String user, Instant time) {
    return store.inUser(
        user,
        tx -> {
          var id = Ids.next();
          store.outbox.append(tx, event(id, user, time));
          return id;
        });
  }

  private static OutgoingEvent event(UUID id, String user, Instant time) {
    return new OutgoingEvent(
        id, "task-events", "task.created", "/kafila/test", "task/1", user, time, "00-1", Map.of());
  }

  private static Sum sum(List<UUID> ids) {
    return ids.stream().map(EventKey::of).reduce(Sum.NONE, Sum::plus, Sum::plus);
  }

  @Test
  void events_are_counted_by_the_minute_of_their_time_also_when_the_outbox_has_let_them_go() {
    // Given
    var first = accept("ann", NOON.plusMillis(59_999));
    var second = accept("bob", NOON);
    var later = accept("ann", NOON.plusSeconds(60));
    store.published();

    // When
    var accepted = ledger.accepted(0);

    // Then
    assertThat(accepted.of("task-events"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(MINUTE, sum(List.of(first, second)), MINUTE + 1, sum(List.of(later))));
    assertThat(accepted.sources()).containsExactly("/kafila/test");
    assertThat(ledger.accepted(MINUTE + 1).of("task-events")).containsOnlyKeys(MINUTE + 1);
    assertThat(ledger.acceptedBefore(MINUTE + 1)).containsEntry("task-events", 2L);
  }

  @Test
  void a_change_that_is_rolled_back_counts_nothing() {
    // Given
    Jdbi.create(store.dataSource())
        .useTransaction(
            tx -> {
              store.outbox.append(tx, event(Ids.next(), "ann", NOON));
              tx.rollback();
            });

    // When
    var snapshot = ledger.snapshot(0);

    // Then
    assertThat(snapshot.accepted().sums()).isEmpty();
    assertThat(snapshot.waiting()).isEmpty();
  }

  @Test
  void many_writers_and_folding_at_the_same_time_count_each_event_once() throws Exception {
    // Given
    var upkeep =
        new AcceptedUpkeep(
            store.transactions, new SettableClock(NOON.plus(Duration.ofHours(1)).toString()));
    var threads = Executors.newFixedThreadPool(5);
    List<UUID> ids = new ArrayList<>();

    // When
    try {
      List<Callable<List<UUID>>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        var user = "user" + writer;
        writers.add(
            () -> {
              List<UUID> mine = new ArrayList<>();
              for (int i = 0; i < 100; i++) {
                mine.add(accept(user, NOON.plusMillis(i)));
              }
              return mine;
            });
      }
      writers.add(
          () -> {
            for (int i = 0; i < 40; i++) {
              upkeep.run();
            }
            return List.of();
          });
      for (var future : threads.invokeAll(writers)) {
        ids.addAll(future.get());
      }
    } finally {
      threads.shutdown();
    }
    upkeep.run();

    // Then
    assertThat(ledger.accepted(0).of("task-events")).isEqualTo(Map.of(MINUTE, sum(ids)));
    assertThat(store.value(Integer.class, "select count(*) from ledger_accepted")).isOne();
    assertThat(ledger.begin()).isEmpty();
  }
}
