package dev.kafila.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code kafila}: the command that all others belong to. */
@Command(
    name = "kafila",
    description = "Tasks, reminders and notifications by chat, as events over Kafka.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      TopicsCommand.class,
      DlqCommand.class,
      OutboxCommand.class,
      LagCommand.class,
      BenchCommand.class,
      LedgerCommand.class,
      DoctorCommand.class,
      ParseCommand.class,
      RecurCommand.class,
      PractiseCommand.class
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = KafilaCommand.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:the answer is bad news, or something went wrong",
      "2:wrong usage or settings; the message says what to do"
    })
public final class KafilaCommand implements Runnable {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Tell everything about an error.")
  boolean verbose;

  @Spec private CommandSpec spec;

  KafilaCommand() {}

  /** Runs a command line and answers its exit code. */
  public static int execute(String... arguments) {
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    var kafila = new KafilaCommand();
    return new CommandLine(kafila)
        .setExecutionExceptionHandler(
            (error, line, parsed) -> Failure.report(error, kafila.verbose, line.getErr()))
        .setParameterExceptionHandler(
            (error, arguments) -> Failure.report(error, error.getCommandLine().getErr()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        // A message may begin with @.
        .setExpandAtFiles(false);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** As the jar says. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      var version = KafilaCommand.class.getPackage().getImplementationVersion();
      return new String[] {"kafila " + (version == null ? "(not packaged)" : version)};
    }
  }
}
