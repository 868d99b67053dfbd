package dev.kafila.kafka;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Backoff;
import dev.kafila.process.Children;
import dev.kafila.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in a JVM of its own, which keeps its records under the data directory.
 *
 * <p>It listens on loopback only. It ends with this process, whichever way that ends, and is
 * started again when it dies alone. One per data directory.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(6);
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Path directory;
  private final Path log;
  private final int port;
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
  private final CompletableFuture<Void> up = new CompletableFuture<>();
  private Process process;
  private boolean closed;

  private EmbeddedBroker(Path directory, Path log, int port) {
    this.directory = directory;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts the broker and waits until it serves clients.
   *
   * @param data the data directory of Kafila, made if missing
   * @param port where it listens; 0 is any free port
   * @throws ConfigurationException if the port is taken
   * @throws IllegalStateException if it does not come up within a minute
   */
  public static EmbeddedBroker start(Path data, int port) {
    var broker = launch(data, port);
    try {
      broker.up.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
      return broker;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      broker.close();
      throw new IllegalStateException("interrupted while the embedded Kafka broker started", e);
    } catch (ExecutionException | TimeoutException e) {
      broker.close();
      throw new IllegalStateException(
          "the embedded Kafka broker did not start: " + broker.log + " says why", e);
    }
  }

  /**
   * Starts the broker and does not wait: {@link #up()} tells when it serves clients.
   *
   * @param data the data directory of Kafila, made if missing
   * @param port where it listens; 0 is any free port
   * @throws ConfigurationException if the port is taken
   */
  public static EmbeddedBroker launch(Path data, int port) {
    var directory = home(data);
    endOrphan(directory);
    var broker =
        new EmbeddedBroker(
            directory,
            directory.resolveSibling("logs").resolve("broker.log"),
            Ports.available(port, "the embedded Kafka broker", "kafila.kafka.embedded.port"));
    try {
      Files.createDirectories(directory);
      Files.createDirectories(broker.log.getParent());
      Files.writeString(portFile(directory), Integer.toString(broker.port));
      broker.launch();
      return broker;
    } catch (IOException e) {
      broker.close();
      throw new UncheckedIOException(e);
    }
  }

  /** Where the broker of a data directory listens, or did last; empty if there never was one. */
  public static Optional<Integer> recordedPort(Path data) {
    return recordedNumber(portFile(home(data))).map(Long::intValue);
  }

  public int port() {
    return port;
  }

  /** Completed once the broker has served clients for the first time. */
  public CompletableFuture<Void> up() {
    return up.copy();
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Process id of the broker as it runs now; it changes when the broker had to be restarted. */
  public synchronized long pid() {
    return process.pid();
  }

  private void launch() throws IOException {
    var started = Instant.now();
    Process broker;
    synchronized (this) {
      if (closed) {
        return;
      }
      var builder =
          Children.deafToTerminal(command())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      // Not an argument: the command line must stay short enough to be recognised by.
      builder.environment().put("CLASSPATH", ClassPath.of(BrokerProcess.class));
      broker = builder.start();
      process = broker;
    }
    Files.writeString(pidFile(directory), Long.toString(broker.pid()));
    readyOf(broker)
        .orTimeout(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((ready, late) -> served(broker, late));
    broker.onExit().thenRun(() -> died(broker, started));
  }

  private List<String> command() {
    var command =
        Children.java(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dkafila.broker.log=" + log,
            "-Dlogback.configurationFile=kafka/broker-logback.xml");
    command.addAll(
        List.of(
            BrokerProcess.class.getName(), records(directory).toString(), Integer.toString(port)));
    return command;
  }

  /** Completed when the broker says that it is ready; never, if it ends before. */
  private static CompletableFuture<Void> readyOf(Process broker) {
    var ready = new CompletableFuture<Void>();
    var reader =
        new Thread(
            () -> {
              try (var lines = broker.inputReader(StandardCharsets.UTF_8)) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.equals(BrokerProcess.READY)) {
                    ready.complete(null);
                  }
                }
              } catch (IOException e) {
                LOG.debug("no more output of broker {}", broker.pid(), e);
              }
            },
            "broker-output");
    reader.setDaemon(true);
    reader.start();
    return ready;
  }

  private void served(Process broker, Throwable late) {
    if (late != null) {
      // One that hangs is as good as dead: its end starts the next.
      broker.destroyForcibly();
    } else if (up.complete(null)) {
      LOG.debug("broker {} is up on port {}", broker.pid(), port);
    } else {
      LOG.info("the embedded Kafka broker is back on port {}", port);
    }
  }

  private synchronized void died(Process which, Instant started) {
    if (closed) {
      return;
    }
    LOG.warn(
        "the embedded Kafka broker ended by itself (code {}): {} says why", which.exitValue(), log);
    if (Duration.between(started, Instant.now()).compareTo(SETTLED) > 0) {
      backoff.reset();
    }
    var restarter = new Thread(this::restart, "broker-restart");
    restarter.setDaemon(true);
    restarter.start();
  }

  private void restart() {
    while (pauseUnlessClosed(backoff.next())) {
      try {
        launch();
        return;
      } catch (IOException | RuntimeException e) {
        LOG.warn("the embedded Kafka broker does not come back: {}", e.getMessage());
      }
    }
  }

  private synchronized boolean pauseUnlessClosed(Duration pause) {
    LOG.info("starting the embedded Kafka broker again in {} ms", pause.toMillis());
    long end = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toMillis(); left > 0 && !closed; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !closed;
  }

  /** Stops the broker: orderly within seconds, then by force. */
  @Override
  public void close() {
    Process last;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
      last = process;
    }
    if (last == null) {
      return;
    }
    try {
      last.getOutputStream().close();
    } catch (IOException e) {
      LOG.debug("broker {} is gone already", last.pid(), e);
    }
    endOrKill(last.toHandle());
  }

  /** A broker that outlived the Kafila that started it; it is on its way out. */
  private static void endOrphan(Path directory) {
    recordedNumber(pidFile(directory))
        .flatMap(ProcessHandle::of)
        .filter(process -> isBrokerOf(directory, process))
        .ifPresent(
            orphan -> {
              LOG.info("waiting for the broker {} that an earlier run left behind", orphan.pid());
              endOrKill(orphan);
            });
  }

  /** The process id alone may belong to somebody else by now. */
  private static boolean isBrokerOf(Path directory, ProcessHandle process) {
    var line = process.info().commandLine().orElse("");
    return line.contains(BrokerProcess.class.getName())
        && line.contains(records(directory).toString());
  }

  private static void endOrKill(ProcessHandle broker) {
    if (!Children.ended(broker, LONGEST_STOP)) {
      LOG.warn("the embedded Kafka broker does not stop: killed");
      broker.destroyForcibly();
      Children.ended(broker, LONGEST_STOP);
    }
  }

  private static Optional<Long> recordedNumber(Path file) {
    try {
      return Optional.of(Long.valueOf(Files.readString(file).trim()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Path home(Path data) {
    return data.toAbsolutePath().normalize().resolve("kafka");
  }

  private static Path records(Path directory) {
    return directory.resolve("log");
  }

  private static Path portFile(Path directory) {
    return directory.resolve("port");
  }

  private static Path pidFile(Path directory) {
    return directory.resolve("pid");
  }
}
