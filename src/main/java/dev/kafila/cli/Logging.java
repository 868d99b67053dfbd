package dev.kafila.cli;

import dev.kafila.config.Role;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How a server logs. To be chosen before the first logger is made, for it cannot be changed later.
 */
final class Logging {

  /** What stands on the console: lines for people, or a JSON object a line. */
  enum Format {
    TEXT,
    JSON
  }

  private Logging() {}

  /**
   * Chooses.
   *
   * @param directory where the file with every detail goes: {@code logs/kafila.log} in it, or
   *     {@code logs/kafila-<role>.log}, for several roles may share the directory
   */
  static void start(Format format, Path directory, Role role) {
    var suffix = role == Role.ALL ? "" : "-" + role.name().toLowerCase(Locale.ROOT);
    System.setProperty("kafila.log.format", format.name().toLowerCase(Locale.ROOT));
    System.setProperty(
        "kafila.log.file",
        directory.resolve("logs").resolve("kafila" + suffix + ".log").toString());
  }
}
