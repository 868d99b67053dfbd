package dev.kafila.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that faults hit: brokers, database and applications, each in processes of its own.
 * What is left of them ends with this JVM, whichever way that ends.
 *
 * @param disk what one of the brokers writes to; empty where nothing can be mounted
 */
record Installation(
    Watchdog watchdog,
    Optional<SmallDisk> disk,
    Brokers brokers,
    PostgresServer postgres,
    Applications applications)
    implements AutoCloseable {
  /** Which broker has a disk of its own. */
  static final int ON_DISK = 1;

  /** Returns when all of it serves. */
  static Installation start(Path directory) throws IOException, InterruptedException {
    var watchdog = new Watchdog();
    var disk = SmallDisk.at(Brokers.home(directory.resolve("brokers"), ON_DISK), watchdog);
    Brokers brokers = null;
    PostgresServer postgres = null;
    try {
      brokers = Brokers.start(directory.resolve("brokers"), watchdog);
      postgres = PostgresServer.start(directory.resolve("database"));
      var applications =
          Applications.start(
              directory.resolve("applications"), brokers.servers(), postgres.database(), watchdog);
      return new Installation(watchdog, disk, brokers, postgres, applications);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      if (postgres != null) {
        postgres.close();
      }
      if (brokers != null) {
        brokers.close();
      }
      disk.ifPresent(SmallDisk::close);
      watchdog.close();
      throw e;
    }
  }

  @Override
  public void close() {
    applications.close();
    postgres.close();
    brokers.close();
    disk.ifPresent(SmallDisk::close);
    watchdog.close();
  }
}
