package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.kafila.store.Database;
import dev.kafila.store.StoreAwayException;
import dev.kafila.store.UserTransactions;
import dev.kafila.testing.TestServers;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to PostgreSQL over which nothing comes any more. */
class SilentDatabaseIT {
  private static final int POOL = 2;
  private static final Duration LONG = Duration.ofSeconds(60);

  private TestServers.TestDatabase server;
  private TcpProxy proxy;
  private Database database;
  private UserTransactions transactions;

  @BeforeEach
  void open() throws Exception {
    server = TestServers.database();
    var address = URI.create(server.url().replaceFirst("^jdbc:", ""));
    proxy = TcpProxy.to(address.getPort());
    var url =
        "jdbc:postgresql://127.0.0.1:%d%s?socketTimeout=2"
            .formatted(proxy.port(), address.getPath());
    database = Database.open(url, server.user(), server.password(), POOL);
    transactions = new UserTransactions(database.jdbi());
  }

  @AfterEach
  void close() {
    database.close();
    proxy.close();
  }

  @Test
  void a_request_on_its_way_fails_in_time_and_the_next_one_is_answered() throws Exception {
    // Given
    var request =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    () -> transactions.inUser("ann", tx -> tx.execute("select pg_sleep(60)"))));
    await()
        .atMost(LONG)
        .until(
            () ->
                database
                    .jdbi()
                    .withHandle(
                        handle ->
                            handle
                                .createQuery(
                                    "select count(*) from pg_stat_activity where query like"
                                        + " '%pg_sleep(60)' and state = 'active'")
                                .mapTo(Integer.class)
                                .one())
                    .equals(1));

    // When
    proxy.halfOpen();
    var failure = request.get(60, TimeUnit.SECONDS);
    var next = transactions.inUser("bob", tx -> tx.execute("select 1"));

    // Then
    assertThat(failure).isInstanceOf(StoreAwayException.class);
    assertThat(next).isNotNull();
  }

  @Test
  void a_pool_of_silent_connections_is_changed_for_another_before_a_request_fails() {
    // Given
    await()
        .atMost(LONG)
        .until(
            () ->
                transactions.read(
                        handle ->
                            handle
                                .createQuery(
                                    "select count(*) from pg_stat_activity"
                                        + " where datname = current_database()")
                                .mapTo(Integer.class)
                                .one())
                    >= POOL);

    // When
    proxy.halfOpen();
    long begin = System.nanoTime();
    // Only who was idle for a moment is asked whether it still lives.
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () ->
                transactions.read(
                    handle -> handle.createQuery("select true").mapTo(Boolean.class).one()));
    var took = Duration.ofNanos(System.nanoTime() - begin);

    // Then
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void unless_told_otherwise_an_answer_is_waited_for_half_a_minute() throws Exception {
    try (var usual = Database.open(server.url(), server.user(), server.password(), 1);
        var connection = usual.dataSource().getConnection()) {
      assertThat(connection.getNetworkTimeout()).isEqualTo(30_000);
    }
  }
}
