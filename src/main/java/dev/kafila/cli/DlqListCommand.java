package dev.kafila.cli;

import dev.kafila.config.Settings;
import dev.kafila.deadletter.Letter;
import dev.kafila.deadletter.LetterGroup;
import dev.kafila.deadletter.LetterGroups;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

  /** A letter in JSON. */
  record Line(
      String id,
      String topic,
      String group,
      String user,
      String fingerprint,
      Instant failedAt,
      int replayCount,
      String message) {

    static Line of(Letter letter) {
      return new Line(
          letter.id().toString(),
          letter.topic(),
          letter.group(),
          letter.user().orElse(null),
          letter.fingerprint(),
          letter.lastFailedAt(),
          letter.replayCount(),
          letter.message());
    }
  }

  @Override
  public Integer call() {
    if (singly) {
      List<Line> lines = new ArrayList<>();
      read(letter -> lines.add(Line.of(letter)));
      answer.print(lines(lines), lines);
    } else {
      var groups = new LetterGroups();
      read(groups::add);
      answer.print(groups(groups.list()), groups.list());
    }
    return ExitCode.OK;
  }

  private void read(Consumer<Letter> each) {
    var settings = options.settings();
    DlqCommand.letters(settings).read(filter.filter().and(unlessReplayed(settings)), each);
  }

  private Predicate<Letter> unlessReplayed(Settings settings) {
    if (all) {
      return letter -> true;
    }
    try (var database = SettingsOptions.database(settings)) {
      var replays = DlqCommand.log(database).read();
      return letter -> !replays.sent(letter);
    }
  }

  private static String groups(List<LetterGroup> groups) {
    if (groups.isEmpty()) {
      return NONE;
    }
    var table =
        new Table("FINGERPRINT", "LETTERS", "FIRST", "LAST", "TOPICS", "GROUPS", "USERS", "WHY");
    for (var one : groups) {
      table.row(
          cell(one.fingerprint()),
          Integer.toString(one.count()),
          Printable.time(one.firstSeen()),
          Printable.time(one.lastSeen()),
          cell(String.join(",", one.topics())),
          cell(String.join(",", one.groups())),
          Integer.toString(one.users()),
          cell(one.message()));
    }
    return table.toString();
  }

  private static String lines(List<Line> lines) {
    if (lines.isEmpty()) {
      return NONE;
    }
    var table = new Table("ID", "FAILED", "GROUP", "USER", "REPLAYS", "FINGERPRINT", "WHY");
    for (var one : lines) {
      table.row(
          one.id(),
          Printable.time(one.failedAt()),
          cell(one.group()),
          cell(one.user() == null ? "" : one.user()),
          Integer.toString(one.replayCount()),
          cell(one.fingerprint()),
          cell(one.message()));
    }
    return table.toString();
  }

  private static String cell(String text) {
    return Printable.cell(text, LONGEST);
  }
}
