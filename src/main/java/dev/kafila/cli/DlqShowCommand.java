package dev.kafila.cli;

import dev.kafila.deadletter.LetterId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kafila dlq show}: everything about one letter; exit code 1 if there is none. */
@Command(name = "show", description = "Show one dead letter: what it was and why it failed.")
final class DlqShowCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options;
  @Mixin private Answer answer;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      description = "As list --letters tells it.",
      converter = DlqCommand.Id.class)
  private LetterId id;

  @Override
  public Integer call() {
    var letter = DlqCommand.with(options.settings(), dlq -> dlq.show(id));
    if (letter.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("kafila: no dead letter %s (see ./kafila dlq list --letters)".formatted(id));
      return ExitCode.SOFTWARE;
    }
    answer.print(LetterText.of(letter.get()), letter.get());
    return ExitCode.OK;
  }
}
