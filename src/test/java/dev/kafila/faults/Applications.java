package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TestServers.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Two processes of the whole program, as in production, on one database and one cluster. Each keeps
 * its ports and its directory over all its lives.
 */
final class Applications implements AutoCloseable {
  static final int COUNT = 2;
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(4);

  private final Watchdog watchdog;
  private final List<KafilaProcess.Builder> builders = new ArrayList<>();
  private final KafilaProcess[] processes = new KafilaProcess[COUNT];
  private final boolean[] wanted = new boolean[COUNT];
  private final List<String> ends = new ArrayList<>();

  private Applications(Watchdog watchdog) {
    this.watchdog = watchdog;
  }

  /** Makes the topics and starts both; returns when they are ready. */
  static Applications start(
      Path directory, String kafkaServers, TestDatabase database, Watchdog watchdog)
      throws IOException, InterruptedException {
    var applications = new Applications(watchdog);
    try {
      makeTopics(prepared(directory.resolve("topics"), kafkaServers, database));
      for (int index = 0; index < COUNT; index++) {
        applications.builders.add(
            prepared(directory.resolve("application-" + index), kafkaServers, database)
                .arguments("--profile", "prod"));
      }
      for (int index = 0; index < COUNT; index++) {
        applications.start(index);
      }
      for (int index = 0; index < COUNT; index++) {
        applications.process(index).awaitReady();
      }
      return applications;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      applications.close();
      throw e;
    }
  }

  private static KafilaProcess.Builder prepared(
      Path home, String kafkaServers, TestDatabase database) throws IOException {
    return KafilaProcess.in(Files.createDirectories(home))
        .database(database)
        .bootstrapServers(kafkaServers);
  }

  /** A busy machine may need more than the seconds that the command gives Kafka. */
  private static void makeTopics(KafilaProcess.Builder prepared)
      throws IOException, InterruptedException {
    prepared.subcommand("topics", "apply", "--profile", "prod");
    long end = System.nanoTime() + STARTED_WITHIN.toNanos();
    while (true) {
      try (var command = prepared.start()) {
        if (command.awaitExit() == 0) {
          return;
        }
        assertThat(System.nanoTime()).as(command::output).isLessThan(end);
      }
    }
  }

  /** Where people reach them, without a path. */
  List<URI> addresses() {
    return IntStream.range(0, COUNT).mapToObj(index -> process(index).http("")).toList();
  }

  /** Where operators reach one of them. */
  URI management(int index, String path) {
    return process(index).management(path);
  }

  long pid(int index) {
    return process(index).pid();
  }

  /** As {@code kill -9} does. */
  void kill(int index) throws InterruptedException {
    process(index, false).kill();
  }

  /**
   * As SIGTERM does, and SIGKILL when that takes long.
   *
   * @return whether it ended in order
   */
  boolean stop(int index) throws InterruptedException {
    var process = process(index, false);
    try {
      process.stop();
      return true;
    } catch (AssertionError e) {
      process.kill();
      return false;
    }
  }

  synchronized void start(int index) throws IOException {
    wanted[index] = true;
    processes[index] = builders.get(index).start();
    watchdog.watch(processes[index].pid());
  }

  /**
   * Starts it until it is ready, as whoever supervises it would: what it needs may be away.
   *
   * @throws RuntimeException if it is not ready within minutes
   */
  void startUntilReady(int index) throws IOException {
    long end = System.nanoTime() + STARTED_WITHIN.toNanos();
    start(index);
    while (true) {
      try {
        process(index).awaitReady();
        return;
      } catch (ConditionTimeoutException | IllegalStateException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
      if (!process(index).isAlive()) {
        // It has said why.
        start(index);
      }
    }
  }

  /** Those that ended though nobody asked them to, with their last words; each is told once. */
  synchronized List<String> endedByThemselves() {
    for (int index = 0; index < COUNT; index++) {
      if (wanted[index] && !processes[index].isAlive()) {
        wanted[index] = false;
        ends.add("application %d ended by itself:%n%s".formatted(index, processes[index].output()));
      }
    }
    var told = List.copyOf(ends);
    ends.clear();
    return told;
  }

  /** Those that should run and do not. */
  void startMissing() throws IOException {
    for (int index = 0; index < COUNT; index++) {
      if (!process(index).isAlive()) {
        startUntilReady(index);
      }
    }
  }

  private synchronized KafilaProcess process(int index) {
    return processes[index];
  }

  private synchronized KafilaProcess process(int index, boolean wantedFromNowOn) {
    wanted[index] = wantedFromNowOn;
    return processes[index];
  }

  @Override
  public synchronized void close() {
    for (var process : processes) {
      if (process != null && process.isAlive()) {
        try {
          process.kill();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
