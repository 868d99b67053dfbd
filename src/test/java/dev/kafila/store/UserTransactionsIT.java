package dev.kafila.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.testing.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserTransactionsIT {
  private static final String TERMINATE_ME = "select pg_terminate_backend(pg_backend_pid())";

  private static Database database(int poolSize) {
    var server = TestServers.database();
    return Database.open(server.url(), server.user(), server.password(), poolSize);
  }

  @Test
  void aUsersTransactionsFollowOneAnotherAndOthersDoNotWait() throws Exception {
    try (var database = database(8)) {
      // Given
      var transactions = new UserTransactions(database.jdbi());
      var order = new ArrayList<String>();
      var holding = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      var pool = Executors.newFixedThreadPool(2);
      var first =
          pool.submit(
              () ->
                  transactions.inUser(
                      "ann",
                      tx -> {
                        holding.countDown();
                        return awaited(release) && order.add("first");
                      }));
      holding.await();

      // When
      var second = pool.submit(() -> transactions.inUser("ann", tx -> order.add("second")));
      var other = transactions.inUser("bob", tx -> "not waiting");
      var read = transactions.read(h -> h.select("select 1").mapTo(Integer.class).one());
      release.countDown();
      first.get(60, TimeUnit.SECONDS);
      second.get(60, TimeUnit.SECONDS);
      pool.shutdown();

      // Then
      assertThat(other).isEqualTo("not waiting");
      assertThat(read).isOne();
      assertThat(order).isEqualTo(List.of("first", "second"));
    }
  }

  @Test
  void whatFailsIsRolledBackAndThrownAsItIs() {
    try (var database = database(4)) {
      // Given
      var transactions = new UserTransactions(database.jdbi());

      // When, then
      assertThatThrownBy(
              () ->
                  transactions.inUser(
                      "ann",
                      tx -> {
                        tx.execute(
                            "insert into inbox (consumer_group, event_id) values ('g', 'e')");
                        throw new IllegalStateException("no");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no");
      assertThat(
              transactions.<Integer>read(
                  h -> h.select("select count(*) from inbox").mapTo(Integer.class).one()))
          .isZero();
    }
  }

  @Test
  void aWrongStatementIsNotTheDatabasesAbsence() {
    try (var database = database(4)) {
      // Given
      var transactions = new UserTransactions(database.jdbi());

      // When, then
      assertThatThrownBy(() -> transactions.inUser("ann", tx -> tx.execute("select nonsense")))
          .isInstanceOf(JdbiException.class);
    }
  }

  @Test
  void aTerminatedConnectionIsTheDatabasesAbsenceAndTheNextOneWorks() {
    try (var database = database(4)) {
      // Given
      var transactions = new UserTransactions(database.jdbi());

      // When, then
      assertThatThrownBy(() -> transactions.inUser("ann", tx -> tx.execute(TERMINATE_ME)))
          .isInstanceOf(StoreAwayException.class);
      assertThatThrownBy(() -> transactions.read(handle -> handle.execute(TERMINATE_ME)))
          .isInstanceOf(StoreAwayException.class);
      assertThat(transactions.<String>inUser("ann", tx -> "works")).isEqualTo("works");
    }
  }

  @Test
  void aPoolThatIsUsedUpIsTheDatabasesAbsence() throws Exception {
    try (var database = database(2)) {
      // Given
      var transactions = new UserTransactions(database.jdbi());
      var holding = new CountDownLatch(2);
      var release = new CountDownLatch(1);
      var pool = Executors.newFixedThreadPool(2);
      for (int i = 0; i < 2; i++) {
        pool.execute(
            () ->
                transactions.read(
                    handle -> {
                      holding.countDown();
                      return awaited(release);
                    }));
      }
      holding.await();

      // When, then
      assertThatThrownBy(() -> transactions.inUser("ann", tx -> "too late"))
          .isInstanceOf(StoreAwayException.class);
      release.countDown();
      pool.shutdown();
      assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStoppedServerIsTheDatabasesAbsence(@TempDir Path data) {
    // Given
    var server = EmbeddedDatabase.start(data, 0);
    var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.port());
    try (var database = Database.open(url, EmbeddedDatabase.USER, "", 4)) {
      var transactions = new UserTransactions(database.jdbi());
      transactions.inUser("ann", tx -> "works");

      // When
      server.close();

      // Then
      assertThatThrownBy(() -> transactions.inUser("ann", tx -> "gone"))
          .isInstanceOf(StoreAwayException.class);
      assertThatThrownBy(() -> Database.open(url, EmbeddedDatabase.USER, "", 4))
          .isInstanceOf(StoreAwayException.class)
          .hasMessageContaining("no connection to the database");
    }
  }
}
