package dev.kafila.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Runs a benchmark in a directory of its own, which is gone afterwards. */
@Command // picocli takes no class as a mixin that has neither this nor an option
final class BenchRun {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** What is run. */
  @FunctionalInterface
  interface Bench<R> {
    /**
     * @param tell says how far it is
     */
    R run(Path directory, Consumer<String> tell) throws IOException, InterruptedException;
  }

  <R> R of(Bench<R> bench) throws IOException, InterruptedException {
    var directory = Files.createTempDirectory("kafila-bench");
    try {
      return bench.run(directory, this::tell);
    } finally {
      Directories.delete(directory);
    }
  }

  private void tell(String line) {
    var err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  /** A figure for a table; {@code -} where it could not be measured. */
  static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : format.formatted(value);
  }
}
