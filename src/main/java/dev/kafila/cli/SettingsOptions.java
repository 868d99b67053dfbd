package dev.kafila.cli;

import dev.kafila.config.PropertyFiles;
import dev.kafila.config.Settings;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.kafka.KafkaConnection;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command finds its settings, and what they lead to. */
final class SettingsOptions {
  // Another directory in tests; the launcher changes to its own.
  private static final String HOME = "kafila.home";

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Read application-NAME.properties too.",
      defaultValue = "${env:KAFILA_PROFILE}")
  private String profile;

  Settings settings() {
    var chosen = Optional.ofNullable(profile).filter(name -> !name.isBlank());
    return Settings.read(
        PropertyFiles.in(Path.of(System.getProperty(HOME, "")), chosen, System.getenv()));
  }

  /** To the cluster of the settings, or the broker that a running Kafila has embedded. */
  static KafkaConnection connection(Settings settings) {
    var kafka = settings.kafka();
    if (kafka.bootstrapServers().isPresent()) {
      return KafkaConnection.to(kafka);
    }
    return KafkaConnection.embedded(
        EmbeddedBroker.recordedPort(settings.dataDirectory()).orElse(kafka.embeddedPort()));
  }
}
