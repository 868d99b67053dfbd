package dev.kafila.faults;

import dev.kafila.store.EmbeddedDatabase;
import dev.kafila.testing.TestServers.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL of the run's own that can be killed, and stopped and started in order. */
final class PostgresServer implements AutoCloseable {
  private final Path directory;
  private final int port;
  private EmbeddedDatabase server;

  private PostgresServer(Path directory, EmbeddedDatabase server) {
    this.directory = directory;
    this.server = server;
    this.port = server.port();
  }

  static PostgresServer start(Path directory) {
    return new PostgresServer(directory, EmbeddedDatabase.start(directory, 0));
  }

  /** The database of the applications. */
  TestDatabase database() {
    return new TestDatabase(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, EmbeddedDatabase.USER),
        EmbeddedDatabase.USER,
        "");
  }

  /** As {@code kill -9} of its first process does; it is started again at once. */
  synchronized void kill() throws IOException, InterruptedException {
    Signals.kill(server.pid().orElseThrow());
  }

  /** In order: what is not committed is rolled back. */
  synchronized void stop() {
    server.close();
  }

  /** After {@link #stop}, on the same port. */
  synchronized void start() {
    server = EmbeddedDatabase.start(directory, port);
  }

  @Override
  public synchronized void close() {
    server.close();
  }
}
