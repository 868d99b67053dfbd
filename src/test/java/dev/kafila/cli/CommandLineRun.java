package dev.kafila.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import picocli.CommandLine;

/**
 * What a command line did.
 *
 * @param exitCode 0, 1 or 2
 */
record CommandLineRun(int exitCode, String out, String err) {

  static CommandLineRun of(String... arguments) {
    return of(line -> {}, arguments);
  }

  /**
   * @param prepare gets the command line before it runs
   */
  static CommandLineRun of(Consumer<CommandLine> prepare, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var line =
        KafilaCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    prepare.accept(line);
    int exitCode = line.execute(arguments);
    return new CommandLineRun(exitCode, out.toString(), err.toString());
  }
}
