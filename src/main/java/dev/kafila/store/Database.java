package dev.kafila.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.kafila.config.ConfigurationException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** A pool of connections to PostgreSQL, with the schema brought up to date. */
public final class Database implements AutoCloseable {
  /** Nobody waits longer for an answer: a statement of ours takes seconds at most. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

  /** Enough for a busy machine, which is not to be taken for a dead one. */
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);

  /** Long enough to find out two that have fallen silent, one after the other. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /**
   * The server notices within half a minute that a client's machine is gone, and gives its locks
   * free: the outbox's leadership, and those of users.
   */
  private static final String NOTICE_DEAD_CLIENTS =
      """
      set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5;
      set tcp_keepalives_count = 3; set tcp_user_timeout = '25s'
      """;

  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
  }

  /**
   * Opens the pool and migrates the schema. A connection that falls silent fails after 30 s, or
   * what {@code socketTimeout} in the URL says; migrations may take longer.
   *
   * @param url JDBC URL
   * @param poolSize most connections at a time
   * @throws StoreAwayException if no connection can be had within 10 s
   */
  public static Database open(String url, String user, String password, int poolSize) {
    var pool = pool(url, user, password, poolSize, Duration.ofSeconds(10));
    try {
      Flyway.configure().dataSource(url, user, password).load().migrate();
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return new Database(pool);
  }

  /**
   * Opens a small pool on a database that the program keeps up to date; changes no schema.
   *
   * @throws StoreAwayException if no connection can be had within 3 s
   * @throws ConfigurationException if its schema is older than this program
   */
  public static Database join(String url, String user, String password) {
    var pool = pool(url, user, password, 2, Duration.ofSeconds(3));
    try {
      if (Flyway.configure().dataSource(pool).load().info().pending().length > 0) {
        throw new ConfigurationException(
            "the database was last used by an older Kafila: start this one (./kafila run) first");
      }
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    return new Database(pool);
  }

  private static HikariDataSource pool(
      String url, String user, String password, int size, Duration patience) {
    var config = new HikariConfig();
    config.setPoolName("kafila");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(LONGEST_WAIT.toMillis());
    config.setInitializationFailTimeout(patience.toMillis());
    config.setValidationTimeout(LONGEST_CHECK.toMillis());
    config.setConnectionInitSql(NOTICE_DEAD_CLIENTS);
    // Whoever waited for a user's lock has to see what its holder has committed.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("ApplicationName", "kafila");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketTimeout", Long.toString(LONGEST_ANSWER.toSeconds()));
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StoreAwayException("no connection to the database: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable e) {
    return e.getCause() == null ? e.getMessage() : rootMessage(e.getCause());
  }

  public DataSource dataSource() {
    return pool;
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    pool.close();
  }
}
