package dev.kafila.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.process.Children;
import dev.kafila.process.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The whole program as a process of its own, on free ports, that a test can stop and kill.
 *
 * <p>It runs in a directory given by the test, with the project's property files and a copy of its
 * routes, on the servers of {@link TestServers} unless it is told to embed its own. The data
 * directory is {@code data} in there.
 */
public final class KafilaProcess implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(90);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
  private static final int LINES_SHOWN = 60;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Path directory;
  private final Process process;
  private final Thread reader;
  private final int httpPort;
  private final int managementPort;

  private KafilaProcess(Builder builder) throws IOException {
    directory = builder.directory;
    httpPort = builder.port("kafila.http.port");
    managementPort = builder.port("kafila.management.port");
    var starting =
        new ProcessBuilder(builder.command())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    starting.environment().putAll(builder.environment());
    process = starting.start();
    reader = new Thread(this::read, "kafila-process-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Prepares a process.
   *
   * @param directory gets the project's files where it has none of its own
   */
  public static Builder in(Path directory) throws IOException {
    for (var name : List.of("application.properties", "application-prod.properties")) {
      copy(Path.of(name), directory.resolve(name));
    }
    if (Files.notExists(directory.resolve("routes"))) {
      Files.createDirectory(directory.resolve("routes"));
      try (var files = Files.list(Path.of("routes"))) {
        for (var file : files.toList()) {
          copy(file, directory.resolve(file));
        }
      }
    }
    return new Builder(directory);
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.notExists(to)) {
      Files.copy(from, to);
    }
  }

  /** What a process is started with. */
  public static final class Builder {
    private final Path directory;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>(List.of("run"));
    private boolean embedded;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** A {@code kafila.*} setting; reaches the process through its environment. */
    public Builder setting(String key, String value) {
      settings.put(key, value);
      return this;
    }

    /** The port that was set, or a free one. */
    private int port(String key) {
      return Integer.parseInt(settings.computeIfAbsent(key, unset -> String.valueOf(Ports.free())));
    }

    /** Instead of a database of its own on the shared test server. */
    public Builder database(TestServers.TestDatabase database) {
      return setting("kafila.database.url", database.url())
          .setting("kafila.database.user", database.user())
          .setting("kafila.database.password", database.password());
    }

    /** Instead of the shared test broker. */
    public Builder bootstrapServers(String servers) {
      return setting("kafila.kafka.bootstrap-servers", servers);
    }

    /** With PostgreSQL and Kafka of its own, kept in the data directory, on free ports. */
    public Builder embedded() {
      embedded = true;
      return setting("kafila.kafka.embedded.port", "0")
          .setting("kafila.database.embedded.port", "0");
    }

    /** Instead of {@code run}: another command of the program. */
    public Builder subcommand(String... other) {
      arguments.clear();
      return arguments(other);
    }

    /** Added after {@code run}. */
    public Builder arguments(String... more) {
      arguments.addAll(List.of(more));
      return this;
    }

    /** Starts it and returns at once. */
    public KafilaProcess start() throws IOException {
      if (!embedded && !settings.containsKey("kafila.database.url")) {
        database(TestServers.database());
      }
      if (!embedded && !settings.containsKey("kafila.kafka.bootstrap-servers")) {
        bootstrapServers(TestServers.bootstrapServers());
      }
      return new KafilaProcess(this);
    }

    /** Starts it and waits until it is ready. */
    public KafilaProcess startAndAwaitReady() throws IOException {
      var process = start();
      try {
        return process.awaitReady();
      } catch (RuntimeException | AssertionError e) {
        process.close();
        throw e;
      }
    }

    private List<String> command() {
      var command = Children.java();
      if (Runtime.version().feature() >= 24) {
        // As the launcher does: newer Java warns of Netty's and Kafka's native code.
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--enable-native-access=ALL-UNNAMED");
      }
      command.addAll(
          List.of(
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-cp",
              programsClassPath(),
              "dev.kafila.Kafila"));
      command.addAll(arguments);
      return command;
    }

    /** Without the tests' own classes, whose logging configuration would win. */
    private static String programsClassPath() {
      var separator = System.getProperty("path.separator");
      var entries = new ArrayList<String>();
      for (var entry : System.getProperty("java.class.path").split(separator)) {
        if (!entry.endsWith("test-classes") && !entry.endsWith("test-classes/")) {
          entries.add(entry);
        }
      }
      return String.join(separator, entries);
    }

    private Map<String, String> environment() {
      var environment = new LinkedHashMap<String, String>();
      settings.forEach(
          (key, value) ->
              environment.put(
                  key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
      return environment;
    }
  }

  /** Waits until it says that it is ready. */
  public KafilaProcess awaitReady() {
    await()
        .atMost(START_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              if (!process.isAlive()) {
                reader.join();
                throw new IllegalStateException(
                    "ended with %d:%n%s".formatted(process.exitValue(), output()));
              }
              assertThat(ready()).as(this::output).isTrue();
            });
    return this;
  }

  private boolean ready() throws InterruptedException {
    try {
      return get(management("/observe/health/ready")).statusCode() == 200
          && lines.stream().anyMatch(line -> line.contains("Kafila runs"));
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** The answer of a GET. */
  public HttpResponse<String> get(URI uri) throws InterruptedException {
    return send(HttpRequest.newBuilder(uri).GET());
  }

  /** The answer of a POST of JSON. */
  public HttpResponse<String> post(URI uri, String json) throws InterruptedException {
    return send(
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** The answer of any request. */
  public HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
    try {
      return client.send(
          request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e + System.lineSeparator() + output(), e);
    }
  }

  /** Where people reach it. */
  public URI http(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  /** Where operators reach it. */
  public URI management(String path) {
    return URI.create("http://127.0.0.1:" + managementPort + path);
  }

  public Path directory() {
    return directory;
  }

  /** A file in its {@code routes}. */
  public Path route(String name) {
    return directory.resolve("routes").resolve(name + ".camel.yaml");
  }

  /** What it has printed so far, a line each. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The last of what it has printed. */
  public String output() {
    var all = lines();
    return String.join(
        System.lineSeparator(), all.subList(Math.max(0, all.size() - LINES_SHOWN), all.size()));
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until it has ended.
   *
   * @return its exit code
   */
  public int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(START_WITHIN.toSeconds(), TimeUnit.SECONDS))
        .as(this::output)
        .isTrue();
    reader.join();
    return process.exitValue();
  }

  /** As Ctrl-C does; returns when it has ended. */
  public void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS))
        .as(this::output)
        .isTrue();
    reader.join();
  }

  /** As {@code kill -9} does: nobody inside is told. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it if it still runs, with whatever it has started. */
  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private void read() {
    try (var output = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // The process was killed.
    }
  }
}
