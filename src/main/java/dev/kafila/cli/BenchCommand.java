package dev.kafila.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kafila bench}: what things cost on this machine. */
@Command(
    name = "bench",
    description = "Measure what things cost on this machine, on servers of its own.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BenchConsumeCommand.class, BenchRemindersCommand.class})
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "consume or reminders?");
  }
}
