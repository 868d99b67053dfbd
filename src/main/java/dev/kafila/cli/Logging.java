package dev.kafila.cli;

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
   * @param directory where the file with every detail goes: {@code logs/<name>.log} in it
   * @param name {@code kafila}, or another for each server that shares the directory
   */
  static void start(Format format, Path directory, String name) {
    System.setProperty("kafila.log.format", format.name().toLowerCase(Locale.ROOT));
    System.setProperty(
        "kafila.log.file", directory.resolve("logs").resolve(name + ".log").toString());
  }
}
