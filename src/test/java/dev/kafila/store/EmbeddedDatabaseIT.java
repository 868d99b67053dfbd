package dev.kafila.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Children;
import dev.kafila.testing.ServersProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class EmbeddedDatabaseIT {
  @TempDir Path data;

  @Test
  void keepsRowsOverARestart() throws Exception {
    // Given
    try (var database = EmbeddedDatabase.start(data, 0)) {
      execute(database, "create table kept as select 42 as answer");
    }

    // When
    try (var database = EmbeddedDatabase.start(data, 0)) {

      // Then
      assertThat(query(database, "select answer from kept")).isEqualTo("42");
      assertThat(EmbeddedDatabase.recordedPort(data)).contains(database.port());
    }
    assertThat(EmbeddedDatabase.recordedPort(data)).isEmpty();
  }

  @Test
  void isSetUpToLoseNothingAndToHearOnlyThisMachine() throws Exception {
    try (var database = EmbeddedDatabase.start(data, 0)) {
      assertThat(query(database, "show fsync")).isEqualTo("on");
      assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(database, "show full_page_writes")).isEqualTo("on");
      assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(database, "show server_encoding")).isEqualTo("UTF8");
      assertThat(query(database, "select lower('ÄÉ')")).isEqualTo("äé");
    }
  }

  @Test
  void comesBackOnTheSamePortWhenKilled() throws Exception {
    try (var database = EmbeddedDatabase.start(data, 0)) {
      // Given
      execute(database, "create table kept as select 42 as answer");
      long killed = database.pid().orElseThrow();

      // When
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      // Then
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptionsInstanceOf(SQLException.class)
          .untilAsserted(
              () -> assertThat(query(database, "select answer from kept")).isEqualTo("42"));
      assertThat(database.pid()).isPresent().get().isNotEqualTo(killed);
    }
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    // Given
    try (var parent = ServersProcess.start(data)) {
      var server = ProcessHandle.of(parent.postgresPid()).orElseThrow();

      // When
      parent.kill();

      // Then
      await().atMost(Duration.ofSeconds(15)).until(() -> !Children.runs(server));
    }
  }

  @Test
  void startsRightAfterItsParentWasKilled() throws Exception {
    // Given
    try (var parent = ServersProcess.start(data)) {
      parent.kill();

      // When
      try (var database = EmbeddedDatabase.start(data, 0)) {

        // Then
        assertThat(query(database, "select 1")).isEqualTo("1");
        assertThat(database.pid()).isPresent().get().isNotEqualTo(parent.postgresPid());
      }
    }
  }

  @Test
  void isNotHeldUpByAProcessThatGotTheOldNumber() throws Exception {
    // Given
    try (var database = EmbeddedDatabase.start(data, 0)) {
      execute(database, "create table kept as select 42 as answer");
    }
    Files.writeString(
        data.resolve("postgres").resolve("postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + data + "\n0\n1\n\n127.0.0.1\n0 0\nready\n");

    // When
    try (var database = EmbeddedDatabase.start(data, 0)) {

      // Then
      assertThat(query(database, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void aClusterThatWasNeverFinishedIsMadeAnew() throws Exception {
    // Given
    var unfinished = data.resolve("postgres.unfinished");
    Files.createDirectories(unfinished.resolve("base"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "17");

    // When
    try (var database = EmbeddedDatabase.start(data, 0)) {

      // Then
      assertThat(query(database, "select 1")).isEqualTo("1");
      assertThat(unfinished).doesNotExist();
    }
  }

  @Test
  void doesNotStartOnATakenPort() throws Exception {
    // Given
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      // When, then
      assertThatThrownBy(() -> EmbeddedDatabase.start(data, taken.getLocalPort()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("kafila.database.embedded.port");
    }
    assertThat(data.resolve("postgres")).doesNotExist();
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
