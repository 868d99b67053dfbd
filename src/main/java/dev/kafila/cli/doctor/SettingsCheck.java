package dev.kafila.cli.doctor;

import dev.kafila.boot.SettingWarnings;
import dev.kafila.boot.delivery.DeliveryParts;
import dev.kafila.config.Settings;
import dev.kafila.kafka.KafkaConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Whether the settings make sense, as {@code kafila run} asks before it starts anything. */
final class SettingsCheck {
  private static final String NAME = "settings";

  private SettingsCheck() {}

  /**
   * What can only be set by hand and is right, as far as a program can tell.
   *
   * @throws dev.kafila.config.ConfigurationException says which one is not
   */
  static Finding values(Settings settings) {
    DeliveryParts.rules(settings.delivery());
    if (settings.kafka().bootstrapServers().isPresent()) {
      KafkaConnection.to(settings.kafka());
    }
    return Finding.ok(NAME, "all make sense");
  }

  /** Names that nobody reads, a finding each. */
  static List<Finding> names(Properties written, Path routes) {
    try {
      return SettingWarnings.unknown(written, routes).stream()
          .map(
              sentence -> {
                var parts = sentence.split(": ", 2);
                return Finding.warning(NAME, parts[0], parts[1]);
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether whoever reaches the program may do anything. */
  static Finding access(Settings settings) {
    return SettingWarnings.open(settings)
        .map(
            sentence -> {
              var parts = sentence.split("; ", 2);
              return Finding.warning("access", parts[0], parts[1]);
            })
        .orElseGet(
            () ->
                Finding.ok(
                    "access",
                    settings.web().tokenSecret().isPresent()
                        ? "by token only"
                        : "from this machine only, without a token"));
  }
}
