package dev.kafila.store;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Backoff;
import dev.kafila.process.Children;
import dev.kafila.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(8);
  private static final Duration LOOK = Duration.ofMillis(500);
  // Lines of postmaster.pid.
  private static final int PID_FILE_PID = 0;
  private static final int PID_FILE_PORT = 3;

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
    var directory = home(data);
    var log = directory.resolveSibling("logs").resolve("postgres.log");
    try {
      Files.createDirectories(log.getParent());
      var programs =
          new PostgresPrograms(PostgresBinaries.unpacked(cache(directory.getParent())), log);
      endOrphan(directory, programs);
      var database =
          new EmbeddedDatabase(
              directory,
              log,
              Ports.available(port, "the embedded PostgreSQL", "kafila.database.embedded.port"),
              programs);
      try {
        database.initialize();
        database.startWatchdog();
        database.launch();
        database.createDatabase();
      } catch (IOException | RuntimeException e) {
        database.close();
        throw e;
      }
      database.keepRunning();
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the running server of a data directory listens; empty if none runs. */
  public static Optional<Integer> recordedPort(Path data) {
    return pidFileLine(home(data), PID_FILE_PORT).map(Long::intValue);
  }

  /**
   * JDBC URL of the running server of a data directory; its user is {@link #USER}.
   *
   * @throws ConfigurationException if none runs
   */
  public static String runningUrl(Path data) {
    return recordedPort(data)
        .map(port -> url(port, USER))
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "the embedded PostgreSQL in %s does not run: start Kafila (./kafila run), or set kafila.database.url"
                        .formatted(data)));
  }

  public int port() {
    return port;
  }

  /** JDBC URL of Kafila's database; its user is {@link #USER}, its password is never looked at. */
  public String url() {
    return url(port, USER);
  }

  /** Process id of the server as it runs now; empty while it is being restarted. */
  public Optional<Long> pid() {
    return postmaster(directory).map(ProcessHandle::pid);
  }

  private static String url(int port, String name) {
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
    Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private void launch() {
    var options =
        List.of(
            "-p " + port,
            "-c listen_addresses=127.0.0.1",
            "-c unix_socket_directories=",
            "-c max_connections=200",
            "-c shared_buffers=128MB",
            "-c timezone=UTC",
            "-c log_checkpoints=off",
            // What is answered as stored must be on the disk.
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

  private void keepRunning() {
    var keeper = new Thread(this::restartWheneverGone, "postgres-keeper");
    keeper.setDaemon(true);
    keeper.start();
  }

  private void restartWheneverGone() {
    var backoff = new Backoff(LOOK, Duration.ofSeconds(30));
    try {
      while (pauseUnlessClosed(LOOK)) {
        if (postmaster(directory).isPresent()) {
          continue;
        }
        LOG.warn("the embedded PostgreSQL ended by itself");
        while (pauseUnlessClosed(backoff.next()) && !restarted()) {}
        backoff.reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean restarted() {
    if (closed) {
      return true;
    }
    try {
      launch();
      LOG.info("the embedded PostgreSQL is back on port {}", port);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("the embedded PostgreSQL does not come back: {}", e.getMessage());
      return false;
    }
  }

  private synchronized boolean pauseUnlessClosed(Duration pause) throws InterruptedException {
    if (!closed) {
      wait(pause.toMillis());
    }
    return !closed;
  }

  /** A shell that waits for its input to end without a word, which only our death brings about. */
  private void startWatchdog() throws IOException {
    var command =
        new ArrayList<>(
            List.of("sh", "-c", "trap '' INT HUP TERM; read -r word && exit; exec \"$@\"", "sh"));
    command.addAll(programs.command("pg_ctl", List.of(stopArguments("fast", directory))));
    watchdog =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  private void createDatabase() {
    try (var connection = DriverManager.getConnection(url(port, "postgres"), USER, "");
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
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    notifyAll();
    stop(directory, programs);
    if (watchdog != null) {
      try (var input = watchdog.getOutputStream()) {
        input.write('\n');
      } catch (IOException e) {
        LOG.debug("the watchdog is gone already", e);
      }
      Children.ended(watchdog, LONGEST_STOP);
    }
  }

  private static void stop(Path directory, PostgresPrograms programs) {
    if (postmaster(directory).isPresent()
        && programs.run("pg_ctl", stopArguments("fast", directory)) != 0) {
      LOG.warn("the embedded PostgreSQL does not stop: told to abort");
      programs.run("pg_ctl", stopArguments("immediate", directory));
    }
  }

  private static String[] stopArguments(String mode, Path directory) {
    return new String[] {
      "stop",
      "--mode=" + mode,
      "--wait",
      "--silent",
      "--timeout=" + LONGEST_STOP.toSeconds(),
      "--pgdata=" + directory
    };
  }

  /** A server that outlived the Kafila that started it, or what it left. */
  private static void endOrphan(Path directory, PostgresPrograms programs) throws IOException {
    if (postmaster(directory).isPresent()) {
      LOG.info("stopping the PostgreSQL that an earlier run left behind");
      stop(directory, programs);
    }
    var pid = pidFileLine(directory, PID_FILE_PID);
    if (pid.isPresent() && ProcessHandle.of(pid.get()).filter(Children::runs).isPresent()) {
      // The number is another process's by now, and PostgreSQL would take that for a server.
      Files.deleteIfExists(pidFile(directory));
    }
  }

  private static Optional<ProcessHandle> postmaster(Path directory) {
    return pidFileLine(directory, PID_FILE_PID)
        .flatMap(ProcessHandle::of)
        .filter(
            process ->
                process.info().command().map(name -> name.endsWith("/postgres")).orElse(false))
        .filter(Children::runs);
  }

  private static Optional<Long> pidFileLine(Path directory, int line) {
    try {
      return Optional.of(Long.valueOf(Files.readAllLines(pidFile(directory)).get(line).trim()));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Path home(Path data) {
    return data.toAbsolutePath().normalize().resolve("postgres");
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
