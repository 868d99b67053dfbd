package dev.kafila.faults;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Everything that faults hit: brokers, database and applications, each in processes of its own.
 * What is left of them ends with this JVM, whichever way that ends.
 */
record Installation(
    Watchdog watchdog, Brokers brokers, PostgresServer postgres, Applications applications)
    implements AutoCloseable {

  /** Returns when all of it serves. */
  static Installation start(Path directory) throws IOException, InterruptedException {
    var watchdog = new Watchdog();
    Brokers brokers = null;
    PostgresServer postgres = null;
    try {
      brokers = Brokers.start(directory.resolve("brokers"), watchdog);
      postgres = PostgresServer.start(directory.resolve("database"));
      var applications =
          Applications.start(
              directory.resolve("applications"), brokers.servers(), postgres.database(), watchdog);
      return new Installation(watchdog, brokers, postgres, applications);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      if (postgres != null) {
        postgres.close();
      }
      if (brokers != null) {
        brokers.close();
      }
      watchdog.close();
      throw e;
    }
  }

  @Override
  public void close() {
    applications.close();
    postgres.close();
    brokers.close();
    watchdog.close();
  }
}
