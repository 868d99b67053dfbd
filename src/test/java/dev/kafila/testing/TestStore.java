package dev.kafila.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Inbox;
import dev.kafila.event.Json;
import dev.kafila.event.Outbox;
import dev.kafila.event.TraceContext;
import dev.kafila.store.Database;
import dev.kafila.store.UserTransactions;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** A database of a test's own, and what handlers need on it. */
public final class TestStore implements AutoCloseable {
  /** What tests do themselves. */
  public static final Cause CAUSE = new Cause("/kafila/test", TraceContext.newTraceparent());

  private static final int POOL = 8;

  private final TestServers.TestDatabase server;
  private final Database database;
  public final UserTransactions transactions;

  /** As consumers have them: for different users at the same time. */
  public final UserTransactions shared;

  public final Inbox inbox = new Inbox();
  public final Outbox outbox = new Outbox(() -> {});

  private TestStore(TestServers.TestDatabase server, Database database) {
    this.server = server;
    this.database = database;
    this.transactions = new UserTransactions(database.jdbi());
    this.shared = UserTransactions.shared(database.jdbi(), Inbox::mark);
  }

  public static TestStore open() {
    var server = TestServers.database();
    return new TestStore(
        server, Database.open(server.url(), server.user(), server.password(), POOL));
  }

  /** For other programs on the same database. */
  public TestServers.TestDatabase server() {
    return server;
  }

  public DataSource dataSource() {
    return database.dataSource();
  }

  public <T> T inUser(String userId, Function<Handle, T> work) {
    return transactions.inUser(userId, work);
  }

  /** Takes what the outbox holds, oldest first, as the consumers of its topics read it. */
  public List<Event> published() {
    return database
        .jdbi()
        .inTransaction(
            tx -> {
              var events =
                  tx.createQuery("select * from outbox order by outbox_id")
                      .map(
                          (row, context) ->
                              new Event(
                                  row.getString("event_id"),
                                  row.getString("type"),
                                  row.getString("source"),
                                  row.getString("subject"),
                                  row.getObject("time", OffsetDateTime.class).toInstant(),
                                  row.getString("user_id"),
                                  row.getString("traceparent"),
                                  Json.read(row.getString("data"), JsonNode.class)))
                      .list();
              tx.execute("delete from outbox");
              return events;
            });
  }

  /** The one value that a query answers. */
  public <T> T value(Class<T> type, String sql, Object... arguments) {
    return database.jdbi().withHandle(h -> h.select(sql, arguments).mapTo(type).one());
  }

  /** The values of a query's one column. */
  public <T> List<T> list(Class<T> type, String sql, Object... arguments) {
    return database.jdbi().withHandle(h -> h.select(sql, arguments).mapTo(type).list());
  }

  public int execute(String sql, Object... arguments) {
    return database.jdbi().withHandle(h -> h.execute(sql, arguments));
  }

  @Override
  public void close() {
    database.close();
  }
}
