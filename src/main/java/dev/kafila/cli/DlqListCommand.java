package dev.kafila.cli;

import dev.kafila.deadletter.LetterSummary;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kafila dlq list}: what failed, by cause or one by one. */
@Command(name = "list", description = "List dead letters, grouped by cause; changes nothing.")
final class DlqListCommand implements Callable<Integer> {
  private static final String NONE = "No dead letters.";
  private static final int LONGEST = 80;

  @Mixin private SettingsOptions options;
  @Mixin private LetterFilterOptions filter;
  @Mixin private Answer answer;

  @Option(names = "--letters", description = "List single letters with their ids.")
  private boolean singly;

  @Option(names = "--all", description = "Also those that were replayed.")
  private boolean all;

  @Override
  public Integer call() {
    var settings = options.settings();
    if (singly) {
      var letters = DlqCommand.with(settings, dlq -> dlq.list(filter.filter(), all));
      answer.print(letters(letters), letters);
    } else {
      var groups = DlqCommand.with(settings, dlq -> dlq.groups(filter.filter(), all));
      answer.print(groups.isEmpty() ? NONE : GroupsTable.of(groups), groups);
    }
    return ExitCode.OK;
  }

  private static String letters(List<LetterSummary> letters) {
    if (letters.isEmpty()) {
      return NONE;
    }
    var table =
        new Table("ID", "FAILED", "GROUP", "USER", "REPLAYS", "STATE", "FINGERPRINT", "WHY");
    for (var one : letters) {
      table.row(
          one.id(),
          Printable.time(one.failedAt()),
          cell(one.group()),
          cell(one.user() == null ? "" : one.user()),
          Integer.toString(one.replayCount()),
          one.replayed() ? "replayed" : "open",
          cell(one.fingerprint()),
          cell(one.message()));
    }
    return table.toString();
  }

  private static String cell(String text) {
    return Printable.cell(text, LONGEST);
  }
}
