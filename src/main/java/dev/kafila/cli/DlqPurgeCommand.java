package dev.kafila.cli;

import dev.kafila.deadletter.DeadLetterService;
import dev.kafila.deadletter.PurgePlan;
import dev.kafila.deadletter.Purged;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code kafila dlq purge}: throws letters away; exit code 1 if one that was named is not there, or
 * nobody confirmed.
 */
@Command(
    name = "purge",
    description = "Throw dead letters away for good, after a typed confirmation.")
final class DlqPurgeCommand implements Callable<Integer> {
  private static final String WORD = "purge";

  @Mixin private SettingsOptions options;
  @Mixin private LetterSelectionOptions letters;
  @Mixin private Answer answer;
  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Everything, instead of ids or filters.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only say what would be thrown away.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  private Terminal terminal = Terminal.ofThisProcess();

  /** Somebody else to ask. */
  void setTerminal(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var selection = letters.selection();
    if (all ? !selection.isEmpty() : !selection.isClear()) {
      throw new ParameterException(
          spec.commandLine(), "which letters? Give either their ids, or filters, or --all");
    }
    if (!dryRun && !yes && !terminal.isThere()) {
      throw new ParameterException(
          spec.commandLine(), "there is no terminal to ask on: give --yes, or --dry-run first");
    }
    return DlqCommand.with(options.settings(), dlq -> purge(dlq, dlq.planPurge(selection)));
  }

  private int purge(DeadLetterService dlq, PurgePlan plan) {
    Purged result;
    if (dryRun || plan.letters() == 0) {
      result = Purged.would(plan);
    } else if (yes || isConfirmed(plan)) {
      result = dlq.purge(plan, DlqCommand.who());
    } else {
      spec.commandLine().getErr().println("kafila: nothing was purged, for it was not confirmed");
      return ExitCode.SOFTWARE;
    }
    answer.print(PurgeText.of(result), result);
    return result.isWell() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private boolean isConfirmed(PurgePlan plan) {
    var err = spec.commandLine().getErr();
    err.println(PurgeText.of(Purged.would(plan)));
    err.flush();
    var typed =
        terminal.ask(
            "Type %d or %s to throw %s away for good: "
                .formatted(plan.letters(), WORD, plan.letters() == 1 ? "it" : "them"));
    return typed
        .map(String::strip)
        .filter(text -> text.equals(WORD) || text.equals(Integer.toString(plan.letters())))
        .isPresent();
  }
}
