package dev.kafila.store;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Children;
import dev.kafila.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A real PostgreSQL that keeps its data under the data directory.
 *
 * <p>It listens on loopback only and trusts who comes from there. Commits are on disk before they
 * are answered. A watchdog stops it when this process is gone, whichever way. One per data
 * directory.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** Owner of everything, and the name of the database. */
  public static final String USER = "kafila";

  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final Path directory;
  private final Path log;
  private final int port;
  private final PostgresPrograms programs;
  private Process watchdog;
  private boolean closed;

  private EmbeddedDatabase(Path directory, Path log, int port, PostgresPrograms programs) {
    this.directory = directory;
    this.log = log;
    this.port = port;
    this.programs = programs;
  }

  /**
   * Starts the server and waits until it answers; makes the database when there is none.
   *
   * @param data the data directory of Kafila, made if missing
   * @param port where it listens; 0 is any free port
   * @throws ConfigurationException if the port is taken or PostgreSQL cannot run here
   * @throws IllegalStateException if it does not come up within a minute
   */
  public static EmbeddedDatabase start(Path data, int port) {
    var absolute = data.toAbsolutePath().normalize();
    var directory = absolute.resolve("postgres");
    var log = absolute.resolve("logs").resolve("postgres.log");
    try {
      Files.createDirectories(log.getParent());
      var programs = new PostgresPrograms(PostgresBinaries.unpacked(cache(absolute)), log);
      endOrphan(directory, programs);
      var database =
          new EmbeddedDatabase(
              directory,
              log,
              Ports.available(port, "the embedded PostgreSQL", "kafila.database.embedded.port"),
              programs);
      database.initialize();
      try {
        database.launch();
        database.createDatabase();
      } catch (RuntimeException e) {
        database.close();
        throw e;
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the running server of a data directory listens; empty if none runs. */
  public static Optional<Integer> recordedPort(Path data) {
    try {
      return Optional.of(
          Integer.valueOf(Files.readAllLines(pidFile(data.resolve("postgres"))).get(3).trim()));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  public int port() {
    return port;
  }

  /** JDBC URL of Kafila's database; its user is {@link #USER}, its password is never looked at. */
  public String url() {
    return url(USER);
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
  }

  /** In a directory of its own first, so that a half-made cluster never looks like a whole one. */
  private void initialize() throws IOException {
    if (Files.exists(directory.resolve("PG_VERSION"))) {
      return;
    }
    var unfinished = directory.resolveSibling("postgres.unfinished");
    PostgresBinaries.deleteRecursively(unfinished);
    int code =
        programs.run(
            "initdb",
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8");
    if (code != 0) {
      throw new IllegalStateException("PostgreSQL's initdb failed: " + log + " says why");
    }
    Files.move(unfinished, directory);
  }

  private void launch() throws IOException {
    startWatchdog();
    var options =
        List.of(
            "-p " + port,
            "-c listen_addresses=127.0.0.1",
            "-c unix_socket_directories=",
            "-c max_connections=200",
            "-c shared_buffers=128MB",
            "-c timezone=UTC",
            "-c fsync=on",
            "-c synchronous_commit=on",
            "-c full_page_writes=on");
    int code =
        programs.run(
            "pg_ctl",
            "start",
            "--wait",
            "--timeout=60",
            "--silent",
            "--pgdata=" + directory,
            "--log=" + log,
            "--options=" + String.join(" ", options));
    if (code != 0) {
      throw new IllegalStateException(
          "the embedded PostgreSQL did not start: " + log + " says why");
    }
  }

  /** A shell that waits for its input to end without a word, which only our death brings about. */
  private void startWatchdog() throws IOException {
    var script = "trap '' INT HUP TERM; read -r word && exit; exec \"$@\"";
    var command = new java.util.ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(stopCommand());
    watchdog =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  private List<String> stopCommand() {
    return programs.command(
        "pg_ctl",
        List.of(
            "stop", "--mode=fast", "--wait", "--silent", "--timeout=30", "--pgdata=" + directory));
  }

  private void createDatabase() {
    try (var connection = DriverManager.getConnection(url("postgres"), USER, "");
        var statement = connection.createStatement();
        var found =
            statement.executeQuery("select 1 from pg_database where datname = '" + USER + "'")) {
      if (!found.next()) {
        statement.execute("create database " + USER);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the embedded PostgreSQL does not answer: " + e.getMessage(), e);
    }
  }

  /** Stops the server: running transactions are rolled back, what was committed stays. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    stop(directory, programs);
    try {
      var input = watchdog.getOutputStream();
      input.write('\n');
      input.close();
    } catch (IOException e) {
      // It is gone already, and has done what it was for.
    }
    Children.ended(watchdog.toHandle(), LONGEST_STOP);
  }

  private static void stop(Path directory, PostgresPrograms programs) {
    int code =
        programs.run(
            "pg_ctl",
            "stop",
            "--mode=fast",
            "--wait",
            "--silent",
            "--timeout=20",
            "--pgdata=" + directory);
    if (code != 0) {
      programs.run(
          "pg_ctl", "stop", "--mode=immediate", "--wait", "--silent", "--pgdata=" + directory);
    }
  }

  /** A server that outlived the Kafila that started it. */
  private static void endOrphan(Path directory, PostgresPrograms programs) {
    if (Files.exists(pidFile(directory))
        && programs.run("pg_ctl", "status", "--pgdata=" + directory) == 0) {
      stop(directory, programs);
    }
  }

  private static Path pidFile(Path directory) {
    return directory.resolve("postmaster.pid");
  }

  private static Path cache(Path data) {
    var configured = System.getenv("XDG_CACHE_HOME");
    var base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    try {
      return Files.createDirectories(base.resolve("kafila"));
    } catch (IOException e) {
      return data.resolve("cache");
    }
  }
}
