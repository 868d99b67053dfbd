package dev.kafila.cli;

import dev.kafila.config.PropertyFiles;
import dev.kafila.config.Settings;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.store.Database;
import dev.kafila.store.EmbeddedDatabase;
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
    return Settings.read(properties());
  }

  /** As they are written, unchecked. */
  PropertyFiles properties() {
    var chosen = Optional.ofNullable(profile).filter(name -> !name.isBlank());
    return PropertyFiles.in(Path.of(System.getProperty(HOME, "")), chosen, System.getenv());
  }

  /** Where the route files are. */
  static Path routes() {
    return Path.of(System.getProperty(HOME, ""), "routes");
  }

  /** To the database of the settings, or the one that a running Kafila has embedded. */
  static Database database(Settings settings) {
    var database = settings.database();
    return database
        .url()
        .map(url -> Database.join(url, database.user(), database.password()))
        .orElseGet(
            () ->
                Database.join(
                    EmbeddedDatabase.runningUrl(settings.dataDirectory()),
                    EmbeddedDatabase.USER,
                    ""));
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
