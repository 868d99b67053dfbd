package dev.kafila.cli;

import dev.kafila.config.ConfigurationException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** {@code kafila}: one class a command. */
@Command(
    name = "kafila",
    description = "Tasks in plain sentences; what follows from them travels as events.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RunCommand.class})
public final class KafilaCommand {
  private KafilaCommand() {}

  /**
   * Does what the arguments say, with nothing but lines for people on the console.
   *
   * @return 0, 1 if the answer is bad news or something broke, 2 if the operator must mend
   *     something
   */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    var commandLine = new CommandLine(new KafilaCommand());
    IExecutionExceptionHandler handler =
        (exception, command, parsed) -> report(exception, command.getErr());
    commandLine.getSubcommands().values().forEach(KafilaCommand::helpToo);
    return commandLine.setExecutionExceptionHandler(handler);
  }

  private static void helpToo(CommandLine command) {
    command.addMixin("help", new Help());
  }

  private static int report(Exception exception, PrintWriter err) {
    if (exception instanceof ConfigurationException) {
      err.println("kafila: " + exception.getMessage());
      return 2;
    }
    err.println("kafila: " + exception);
    LoggerFactory.getLogger(KafilaCommand.class).debug("failed", exception);
    return 1;
  }

  /** {@code --help} for each command. */
  @Command(mixinStandardHelpOptions = true)
  private static final class Help {}
}
