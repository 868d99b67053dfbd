package dev.kafila.store;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Children;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's own programs.
 *
 * <p>They refuse to run as root. For root they are started in a user namespace of their own, where
 * they see another user id while the files still belong to root.
 */
final class PostgresPrograms {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Path home;
  private final Path log;
  private final List<String> prefix;

  /**
   * @param home directory of the unpacked binaries
   * @param log file that takes what the programs print
   * @throws ConfigurationException if this is root and user namespaces are forbidden
   */
  PostgresPrograms(Path home, Path log) {
    this.home = home;
    this.log = log;
    this.prefix = "root".equals(System.getProperty("user.name")) ? asSomebodyElse() : List.of();
  }

  private List<String> asSomebodyElse() {
    try {
      if (exitCode(List.of("unshare", "-U", "true")) == 0) {
        return List.of("unshare", "-U");
      }
    } catch (UncheckedIOException e) {
      // No such program: said below.
    }
    throw new ConfigurationException(
        "PostgreSQL does not run as root and this machine forbids user namespaces:"
            + " start Kafila as another user, or set kafila.database.url");
  }

  /** The whole command line of a program. */
  List<String> command(String program, List<String> arguments) {
    var command = new ArrayList<>(prefix);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  /** Runs a program to its end and answers its exit code; what it prints goes to the log. */
  int run(String program, String... arguments) {
    return exitCode(command(program, List.of(arguments)));
  }

  private int exitCode(List<String> command) {
    try {
      var process =
          Children.deafToTerminal(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      if (!Children.ended(process, LONGEST)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
