package dev.kafila.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * One real PostgreSQL and one real Kafka for all tests of this JVM, started when first asked for.
 *
 * <p>They are the embedded ones, or containers with the system property {@code
 * kafila.test.servers=containers}; without a Docker engine the asking test is then skipped.
 */
public final class TestServers {
  private static final String TEMPLATE = "kafila_template";
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private static Postgres postgres;
  private static Kafka kafka;

  private TestServers() {}

  /**
   * Access to a database.
   *
   * @param url JDBC URL without user and password
   */
  public record TestDatabase(String url, String user, String password) {}

  /** A server that can make databases. */
  interface Postgres {
    String url(String database);

    String user();

    String password();
  }

  /** A running broker. */
  interface Kafka {
    String bootstrapServers();
  }

  /** A database of the caller's own, with all migrations applied and no rows. */
  public static synchronized TestDatabase database() {
    if (postgres == null) {
      var server = containers() ? ContainerServers.postgres() : EmbeddedServers.postgres();
      execute(server, "create database " + TEMPLATE);
      Flyway.configure()
          .dataSource(server.url(TEMPLATE), server.user(), server.password())
          .load()
          .migrate();
      postgres = server;
    }
    var name = "test_" + COUNTER.incrementAndGet();
    execute(postgres, "create database " + name + " template " + TEMPLATE);
    return new TestDatabase(postgres.url(name), postgres.user(), postgres.password());
  }

  /** A broker shared with the other tests of this JVM: choose topic and group names of your own. */
  public static synchronized String bootstrapServers() {
    if (kafka == null) {
      kafka = containers() ? ContainerServers.kafka() : EmbeddedServers.kafka();
    }
    return kafka.bootstrapServers();
  }

  private static boolean containers() {
    return System.getProperty("kafila.test.servers", "embedded").equals("containers");
  }

  private static void execute(Postgres server, String sql) {
    try (var connection =
            DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
