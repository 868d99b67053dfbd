package dev.kafila.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.kafila.config.Role;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** How a server logs. To be chosen before anything is logged. */
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
    var name = format.name().toLowerCase(Locale.ROOT);
    System.setProperty("kafila.log.format", name);
    System.setProperty(
        "kafila.log.file",
        directory.resolve("logs").resolve("kafila" + suffix + ".log").toString());
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && !name.equals(context.getProperty("format"))) {
      configureAnew(context);
    }
  }

  /** A library that Java itself loads, for its time zones, may have made a logger before us. */
  private static void configureAnew(LoggerContext context) {
    context.reset();
    try {
      new ContextInitializer(context).autoConfig();
    } catch (JoranException e) {
      throw new IllegalStateException("the program's own logging cannot be set up", e);
    }
  }
}
