package dev.kafila.faults.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.TestServers.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Nothing waits any more: neither in the outbox, nor in a topic, nor a reminder soon due. */
public final class Quiet {
  private static final String WAITING =
      """
      select (select count(*) from outbox)
        + (select count(*) from reminders
           where state = 'scheduled' and remind_at <= now() + interval '1 minute')
      """;

  private final String servers;
  private final TestDatabase database;

  private Quiet(String servers, TestDatabase database) {
    this.servers = servers;
    this.database = database;
  }

  public static Quiet of(String servers, TestDatabase database) {
    return new Quiet(servers, database);
  }

  /**
   * Waits until it has been quiet for two seconds.
   *
   * @throws org.awaitility.core.ConditionTimeoutException if it is not within the bound
   */
  public void await(Duration bound) {
    try (var offsets = new Offsets(servers)) {
      org.awaitility.Awaitility.await("quiet")
          .atMost(bound)
          .pollInterval(Duration.ofMillis(250))
          .during(Duration.ofSeconds(2))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                assertThat(waiting()).as("in the outbox, and reminders that are soon due").isZero();
                assertThat(offsets.lag()).as("in the topics").isZero();
              });
    }
  }

  private long waiting() throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(WAITING)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
