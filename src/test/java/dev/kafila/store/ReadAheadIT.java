package dev.kafila.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Inbox;
import dev.kafila.testing.AtOnce;
import dev.kafila.testing.TestServers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadAheadIT {
  private static final int USERS = 24;

  private final ExecutorService pool = Executors.newFixedThreadPool(USERS);
  private final Collection<Integer> reads = new ConcurrentLinkedQueue<>();
  private final ReadAhead<String, Integer> balances = new ReadAhead<>(this::read);
  private Database database;
  private UserTransactions alone;
  private UserTransactions shared;

  @BeforeEach
  void open() {
    var server = TestServers.database();
    database = Database.open(server.url(), server.user(), server.password(), 8);
    alone = new UserTransactions(database.jdbi());
    shared = UserTransactions.shared(database.jdbi(), Inbox::mark);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("create table balances (owner text primary key, amount integer)"));
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
    database.close();
  }

  private Map<String, Integer> read(Handle tx, Collection<String> owners) {
    WriteBehind.writeKept(tx, "balances");
    reads.add(owners.size());
    return tx.createQuery("select owner, amount from balances where owner = any(:owners)")
        .bindArray("owners", String.class, owners)
        .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static void write(Handle tx, List<Map.Entry<String, Integer>> all) {
    var insert =
        tx.createUpdate(
            """
            insert into balances select owner, cast(amount as integer)
            from unnest(:owners, :amounts) as t(owner, amount)
            on conflict (owner) do update set amount = excluded.amount
            """);
    Columns.of(insert, all).bind("owners", Map.Entry::getKey).bind("amounts", Map.Entry::getValue);
    insert.execute();
  }

  /** Adds one, the so-manieth time, and answers what it reads then. */
  private int add(String owner, int time) {
    return shared.inUser(
        owner,
        Foreseen.claim("g", owner + "-" + time).reading(balances, owner),
        tx -> {
          int amount = balances.get(tx, owner).orElse(0);
          var now = Map.entry(owner, amount + 1);
          if (!WriteBehind.keep(tx, "balances", now, ReadAheadIT::write)) {
            write(tx, List.of(now));
          }
          return balances.get(tx, owner).orElseThrow();
        });
  }

  @Test
  void whoAsksAgainSeesWhatItHasChanged() throws Exception {
    // Given
    List<Callable<Boolean>> works = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      var owner = "user" + user;
      works.add(
          () -> {
            boolean right = true;
            for (int i = 1; i <= 20; i++) {
              right &= add(owner, i) == i;
            }
            return right;
          });
    }

    // When
    var right = AtOnce.all(pool, works);

    // Then
    assertThat(right).containsOnly(true);
    assertThat(reads).anyMatch(rows -> rows > 1);
  }

  @Test
  void oneStatementReadsForAllThatShareATransaction() throws Exception {
    // Given
    List<Callable<Integer>> works = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      var owner = "user" + i;
      works.add(
          () ->
              shared.inUser(
                  owner,
                  Foreseen.claim("g", owner).reading(balances, owner),
                  tx -> balances.get(tx, owner).orElse(-1)));
    }

    // When
    var found = AtOnce.all(pool, works);

    // Then
    assertThat(found).hasSize(400).containsOnly(-1);
    assertThat(reads.stream().mapToInt(rows -> rows).sum()).isEqualTo(400);
    assertThat(reads.size()).isLessThan(300);
  }

  @Test
  void whoIsAloneReadsWhenItAsks() {
    // When
    int found =
        alone.inUser(
            "ann",
            Foreseen.claim("g", "e").reading(balances, "ann"),
            tx -> balances.get(tx, "ann").orElse(-1));

    // Then
    assertThat(found).isEqualTo(-1);
    assertThat(reads).containsExactly(1);
  }
}
