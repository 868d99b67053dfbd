package dev.kafila.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.event.Inbox;
import dev.kafila.testing.AtOnce;
import dev.kafila.testing.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedTransactionsIT {
  private static final int THREADS = 24;

  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private Database database;
  private UserTransactions alone;
  private UserTransactions shared;

  @BeforeEach
  void open() {
    var server = TestServers.database();
    database = Database.open(server.url(), server.user(), server.password(), 8);
    alone = new UserTransactions(database.jdbi());
    shared = UserTransactions.shared(database.jdbi(), Inbox::mark);
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
    database.close();
  }

  private static int mark(Handle tx, String group, int event) {
    return tx.execute(
        "insert into inbox (consumer_group, event_id) values (?, ?)", group, "e" + event);
  }

  private List<String> marked() {
    return alone.read(
        handle ->
            handle
                .select("select event_id from inbox order by handled_at, event_id")
                .mapTo(String.class)
                .list());
  }

  private static long transaction(Handle tx) {
    return tx.select("select pg_current_xact_id()::text::bigint").mapTo(Long.class).one();
  }

  @Test
  void whatComesAtTheSameTimeSharesTransactionsAndEachIsDoneOnce() throws Exception {
    // Given
    List<Callable<Long>> works = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int event = i;
      works.add(
          () ->
              shared.inUser(
                  "user" + event % 100,
                  tx -> {
                    mark(tx, "g", event);
                    return transaction(tx);
                  }));
    }

    // When
    var transactions = AtOnce.all(pool, works);

    // Then
    assertThat(marked()).hasSize(400);
    assertThat(transactions.stream().distinct().count()).isLessThan(300);
  }

  @Test
  void whatFailsFailsAloneAndTheOthersAreDone() throws Exception {
    // Given
    List<Callable<String>> works = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int event = i;
      works.add(
          () -> {
            try {
              return shared.inUser(
                  "user" + event,
                  tx -> {
                    mark(tx, "g", event);
                    if (event % 10 == 3) {
                      throw new IllegalStateException("no " + event);
                    }
                    return "done";
                  });
            } catch (IllegalStateException e) {
              return e.getMessage();
            }
          });
    }

    // When
    var results = AtOnce.all(pool, works);

    // Then
    for (int i = 0; i < 200; i++) {
      assertThat(results.get(i)).isEqualTo(i % 10 == 3 ? "no " + i : "done");
    }
    assertThat(marked()).hasSize(180);
  }

  @Test
  void whatAFailureLeavesIsDoneAFewAtATime() throws Exception {
    // Given
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    List<Callable<Integer>> works = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      int event = i;
      works.add(
          () ->
              shared.inUser(
                  "user" + event,
                  tx -> {
                    if (Together.in(tx).isPresent()) {
                      throw new IllegalStateException("not together");
                    }
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    tx.execute("select pg_sleep(0.005)");
                    running.decrementAndGet();
                    return mark(tx, "g", event);
                  }));
    }

    // When
    AtOnce.all(pool, works);

    // Then
    assertThat(marked()).hasSize(90);
    assertThat(most.get()).isBetween(2, 6);
  }

  @Test
  void anEventIsHandledOnceHoweverOftenItComes() throws Exception {
    // Given
    var inbox = new Inbox();
    List<Callable<Boolean>> works = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int event = i % 60;
      works.add(
          () ->
              shared.inUser(
                  "user" + event,
                  Foreseen.claim("g", "e" + event),
                  tx -> inbox.firstTime(tx, "g", "e" + event)));
    }

    // When
    var first = AtOnce.all(pool, works);

    // Then
    assertThat(first.stream().filter(one -> one)).hasSize(60);
    assertThat(marked()).hasSize(60);
  }

  @Test
  void nobodyWaitsForAUserWhoseLockIsHeld() throws Exception {
    // Given
    var holding = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var order = new ConcurrentLinkedQueue<String>();
    var holder =
        pool.submit(
            () ->
                alone.inUser(
                    "ann",
                    tx -> {
                      holding.countDown();
                      try {
                        return release.await(60, TimeUnit.SECONDS) && order.add("holder");
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    holding.await();

    // When
    List<Future<Boolean>> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      waiting.add(pool.submit(() -> shared.inUser("ann", tx -> order.add("ann"))));
    }
    List<Callable<Boolean>> others = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int user = i;
      others.add(() -> shared.inUser("other" + user, tx -> order.add("other")));
    }
    AtOnce.all(pool, others);
    release.countDown();
    holder.get(60, TimeUnit.SECONDS);
    for (var one : waiting) {
      one.get(60, TimeUnit.SECONDS);
    }

    // Then
    assertThat(order).hasSize(55);
    assertThat(List.copyOf(order).subList(0, 50)).containsOnly("other");
    assertThat(List.copyOf(order).subList(50, 55))
        .containsExactly("holder", "ann", "ann", "ann", "ann");
  }

  @Test
  void aUsersWorkIsDoneInTheOrderInWhichItCame() {
    // Given
    List<Integer> order = new ArrayList<>();

    // When
    for (int i = 0; i < 20; i++) {
      int number = i;
      shared.inUser("ann", tx -> order.add(number));
    }

    // Then
    assertThat(order).isSorted().hasSize(20);
  }

  @Test
  void whatIsKeptBackIsWrittenOnceBeforeTheCommitAndNotAfterAFailure() {
    // Given
    List<List<Integer>> written = new ArrayList<>();

    // When
    boolean kept =
        alone.forMany(
            tx ->
                WriteBehind.<Integer>keep(tx, "key", 1, (same, all) -> written.add(all))
                    && WriteBehind.<Integer>keep(tx, "key", 2, (same, all) -> written.add(all))
                    && written.isEmpty());
    boolean keptByOne =
        alone.inUser("ann", tx -> WriteBehind.<Integer>keep(tx, "key", 3, (same, all) -> {}));

    // Then
    assertThat(kept).isTrue();
    assertThat(keptByOne).isFalse();
    assertThat(written).containsExactly(List.of(1, 2));
    assertThatThrownBy(
            () ->
                alone.forMany(
                    tx -> {
                      WriteBehind.<Integer>keep(tx, "key", 4, (same, all) -> written.add(all));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(written).hasSize(1);
  }
}
