package dev.kafila.kafka;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Backoff;
import dev.kafila.process.Children;
import dev.kafila.process.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private Process process;
  private boolean closed;

  private EmbeddedBroker(Path data, int port) {
    this.directory = data.resolve("kafka");
    this.log = data.resolve("logs").resolve("broker.log");
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
    var absolute = data.toAbsolutePath().normalize();
    endOrphan(absolute);
    var broker =
        new EmbeddedBroker(
            absolute,
            Ports.available(port, "the embedded Kafka broker", "kafila.kafka.embedded.port"));
    try {
      Files.createDirectories(broker.directory);
      Files.createDirectories(broker.log.getParent());
      broker.launch();
      Files.writeString(portFile(absolute), Integer.toString(broker.port));
    } catch (IOException e) {
      broker.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
    return broker;
  }

  /** Where the broker of a data directory listens, or did last; empty if there never was one. */
  public static Optional<Integer> recordedPort(Path data) {
    try {
      return Optional.of(Integer.valueOf(Files.readString(portFile(data)).trim()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Process id of the broker as it runs now; it changes when the broker had to be restarted. */
  public synchronized long pid() {
    return process.pid();
  }

  private synchronized void launch() throws IOException {
    var command = new ArrayList<>(List.of(java()));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dkafila.broker.log=" + log,
            "-Dlogback.configurationFile=kafka/broker-logback.xml"));
    var extra = System.getProperty("kafila.test.jvm-args", "").trim();
    if (!extra.isEmpty()) {
      command.addAll(List.of(extra.split("\\s+")));
    }
    command.addAll(
        List.of(
            "-cp",
            ClassPath.of(BrokerProcess.class),
            BrokerProcess.class.getName(),
            directory.resolve("log").toString(),
            Integer.toString(port)));
    var started = Instant.now();
    process =
        Children.deafToTerminal(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Files.writeString(pidFile(directory.getParent()), Long.toString(process.pid()));
    awaitReady(process);
    LOG.debug(
        "broker {} ready on port {} after {}",
        process.pid(),
        port,
        Duration.between(started, Instant.now()));
    var running = process;
    process.onExit().thenRun(() -> died(running, started));
  }

  private void awaitReady(Process broker) {
    var ready = new CompletableFuture<Boolean>();
    var reader =
        new Thread(
            () -> {
              try (BufferedReader lines = broker.inputReader(StandardCharsets.UTF_8)) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.equals(BrokerProcess.READY)) {
                    ready.complete(true);
                  }
                }
              } catch (IOException e) {
                LOG.debug("output of broker {} ended", broker.pid(), e);
              }
              ready.complete(false);
            },
            "broker-output");
    reader.setDaemon(true);
    reader.start();
    boolean up;
    try {
      up = ready.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      up = false;
    } catch (ExecutionException | TimeoutException e) {
      up = false;
    }
    if (!up) {
      broker.destroyForcibly();
      throw new IllegalStateException(
          "the embedded Kafka broker did not start: " + log + " says why");
    }
  }

  private void died(Process which, Instant started) {
    var lived = Duration.between(started, Instant.now());
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    if (lived.compareTo(SETTLED) > 0) {
      backoff.reset();
    }
    LOG.warn("the embedded Kafka broker ended unexpectedly with code {}", which.exitValue());
    var restarter = new Thread(this::restart, "broker-restart");
    restarter.setDaemon(true);
    restarter.start();
  }

  private void restart() {
    while (true) {
      var pause = backoff.next();
      LOG.info("starting the embedded Kafka broker again in {} ms", pause.toMillis());
      synchronized (this) {
        try {
          // Wakes early when close() says so.
          var until = System.nanoTime() + pause.toNanos();
          for (var left = pause.toMillis();
              left > 0 && !closed;
              left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
          }
          if (closed) {
            return;
          }
          launch();
          LOG.info("the embedded Kafka broker is back on port {}", port);
          return;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        } catch (IOException | RuntimeException e) {
          LOG.warn("the embedded Kafka broker did not come back: {}", e.getMessage());
        }
      }
    }
  }

  /** Stops the broker: orderly within seconds, then by force. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    if (process == null) {
      return;
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.debug("broker {} was gone already", process.pid(), e);
    }
    if (!Children.ended(process.toHandle(), LONGEST_STOP)) {
      LOG.warn("the embedded Kafka broker does not stop: killed");
      process.destroyForcibly();
      Children.ended(process.toHandle(), LONGEST_STOP);
    }
  }

  private static void endOrphan(Path data) {}

  private static Path portFile(Path data) {
    return data.resolve("kafka").resolve("port");
  }

  private static Path pidFile(Path data) {
    return data.resolve("kafka").resolve("pid");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
