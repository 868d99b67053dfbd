package dev.kafila.cli.doctor;

import dev.kafila.config.Settings;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.store.EmbeddedDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the ports are free, or Kafila's own. */
final class PortsCheck {
  private static final String LOOPBACK = "127.0.0.1";

  private final Settings settings;
  private final boolean running;

  /**
   * @param running whether a Kafila of these settings runs
   */
  PortsCheck(Settings settings, boolean running) {
    this.settings = settings;
    this.running = running;
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    if (settings.role().servesHttp()) {
      findings.add(own("kafila.http.port", settings.http()));
    }
    findings.add(own("kafila.management.port", settings.management()));
    var data = settings.dataDirectory();
    if (settings.kafka().bootstrapServers().isEmpty()) {
      findings.add(
          embedded(
              "kafila.kafka.embedded.port",
              settings.kafka().embeddedPort(),
              EmbeddedBroker.recordedPort(data)));
    }
    if (settings.database().url().isEmpty()) {
      findings.add(
          embedded(
              "kafila.database.embedded.port",
              settings.database().embeddedPort(),
              EmbeddedDatabase.recordedPort(data)));
    }
    return findings;
  }

  private Finding own(String key, Settings.Address address) {
    return finding(key, address, running);
  }

  private Finding embedded(String key, int port, Optional<Integer> recorded) {
    if (port == 0) {
      return Finding.ok(name(key), "any free one");
    }
    return finding(
        key, new Settings.Address(LOOPBACK, port), running && recorded.equals(Optional.of(port)));
  }

  private static Finding finding(String key, Settings.Address address, boolean ours) {
    var place = "%s:%d".formatted(address.host(), address.port());
    var obstacle = obstacle(address);
    if (obstacle.isEmpty()) {
      return Finding.ok(name(key), place + " is free");
    }
    return ours
        ? Finding.ok(name(key), place + " is served by the Kafila that runs")
        : Finding.wrong(
            name(key),
            "%s cannot be listened on (%s)".formatted(place, obstacle.get()),
            "stop what listens there, or set %s to another port".formatted(key));
  }

  private static Optional<String> obstacle(Settings.Address address) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address.host(), address.port()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** {@code kafila.kafka.embedded.port} is told as {@code port: kafka.embedded}. */
  private static String name(String key) {
    return "port: " + key.replaceAll("^kafila\\.|\\.port$", "");
  }
}
