package dev.kafila.bench;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Children;
import dev.kafila.process.Ports;
import dev.kafila.store.EmbeddedDatabase;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The whole program with embedded servers, as {@code ./kafila run} starts it, on free ports. */
final class Program implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Path data;
  private final Path log;
  private final int managementPort;
  private final Process process;

  /**
   * CPU seconds used so far.
   *
   * @param program by the program's own process
   * @param servers by Kafka and PostgreSQL
   */
  record Cpu(double program, double servers) {
    Cpu since(Cpu earlier) {
      return new Cpu(program - earlier.program, servers - earlier.servers);
    }

    String told() {
      return "%.1f (program) + %.1f (PostgreSQL and Kafka)".formatted(program, servers);
    }
  }

  private Program(Path directory) throws IOException {
    data = directory.resolve("data");
    log = directory.resolve("program.log");
    managementPort = Ports.free();
    var builder =
        new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile());
    var environment = builder.environment();
    environment.put("KAFILA_DATA_DIRECTORY", data.toString());
    environment.put("KAFILA_DATABASE_URL", "");
    environment.put("KAFILA_KAFKA_BOOTSTRAP_SERVERS", "");
    environment.put("KAFILA_HTTP_PORT", Integer.toString(Ports.free()));
    environment.put("KAFILA_MANAGEMENT_PORT", Integer.toString(managementPort));
    environment.put("KAFILA_KAFKA_EMBEDDED_PORT", "0");
    environment.put("KAFILA_DATABASE_EMBEDDED_PORT", "0");
    process = builder.start();
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param directory an empty one, for its data and its log
   * @throws ConfigurationException if it does not come up
   */
  static Program start(Path directory) throws IOException, InterruptedException {
    var program = new Program(directory);
    try {
      program.awaitReady();
      return program;
    } catch (InterruptedException | IOException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  private static List<String> command() {
    var command = Children.java("-XX:+UseParallelGC");
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.kafila.Kafila", "run"));
    return command;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + READY_WITHIN.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        throw new ConfigurationException("the program does not come up: " + lastLines());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
  }

  private boolean isReady() {
    try {
      var health = URI.create("http://127.0.0.1:%d/observe/health/ready".formatted(managementPort));
      return ((HttpURLConnection) health.toURL().openConnection()).getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private String lastLines() throws IOException {
    var lines = Files.readAllLines(log);
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  /** JDBC URL of its PostgreSQL. */
  String databaseUrl() {
    return EmbeddedDatabase.runningUrl(data);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Cpu cpu() {
    return new Cpu(seconds(Stream.of(process.toHandle())), seconds(process.descendants()));
  }

  private static double seconds(Stream<ProcessHandle> processes) {
    return processes
            .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
            .mapToLong(Duration::toMillis)
            .sum()
        / 1000.0;
  }

  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
