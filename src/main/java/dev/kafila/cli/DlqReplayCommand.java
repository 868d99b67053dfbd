package dev.kafila.cli;

import dev.kafila.deadletter.ReplayRequest;
import dev.kafila.deadletter.Replayed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kafila dlq replay}: sends letters again; exit code 1 if any was refused or failed. */
@Command(
    name = "replay",
    description = "Send dead letters to their own topics again, for the failed group alone.")
final class DlqReplayCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options;
  @Mixin private LetterSelectionOptions letters;
  @Mixin private Answer answer;
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Option(
      names = "--force",
      description =
          "Also what was replayed too often, or, by its id, already; or comes after later events.")
  private boolean force;

  @Option(
      names = "--with-later",
      description = "Also the later letters of the same users and groups, in order.")
  private boolean withLater;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Most letters a second (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + ReplayRequest.USUAL_PER_SECOND)
  private int rate;

  @Mixin private ValueEditOptions edits;

  @Override
  public Integer call() {
    var selection = letters.selection();
    if (!selection.isClear()) {
      throw new ParameterException(
          spec.commandLine(), "which letters? Give either their ids or filters");
    }
    if (rate < 1) {
      throw new ParameterException(spec.commandLine(), "--rate must be 1 or more");
    }
    var edit = edits.edit(selection.ids().size());
    var request = new ReplayRequest(DlqCommand.who(), dryRun, force, withLater, rate, edit);
    var all = DlqCommand.with(options.settings(), dlq -> dlq.replay(selection, request));
    answer.print(ReplayText.of(all), all);
    return all.stream().allMatch(Replayed::isWell) ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
