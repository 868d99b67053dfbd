package dev.kafila.cli;

import dev.kafila.config.ConfigurationException;
import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.store.StoreAwayException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** What went wrong, in one line that says what to do, and the exit code for it. */
final class Failure {
  private static final List<Class<? extends Exception>> FOR_THE_OPERATOR =
      List.of(ConfigurationException.class, KafkaAwayException.class, StoreAwayException.class);

  private Failure() {}

  /** A command line that cannot be understood. */
  static int report(ParameterException error, PrintWriter err) {
    var command = error.getCommandLine().getCommandSpec().qualifiedName();
    err.println("kafila: %s (see ./%s --help)".formatted(oneLine(error), command));
    return ExitCode.USAGE;
  }

  /** A command that failed. Whoever called may have wrapped what matters. */
  static int report(Exception error, boolean verbose, PrintWriter err) {
    if (verbose) {
      error.printStackTrace(err);
    }
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (FOR_THE_OPERATOR.contains(cause.getClass())) {
        err.println("kafila: " + oneLine(cause));
        return ExitCode.USAGE;
      }
    }
    err.println(
        "kafila: %s (%s)".formatted(oneLine(error), verbose ? "as above" : "--verbose tells more"));
    return ExitCode.SOFTWARE;
  }

  private static String oneLine(Throwable error) {
    var message = error.getMessage();
    return message == null || message.isBlank()
        ? error.getClass().getSimpleName()
        : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
