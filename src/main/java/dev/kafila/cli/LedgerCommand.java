package dev.kafila.cli;

import dev.kafila.event.EventTopics;
import dev.kafila.ledger.Ledger;
import dev.kafila.ledger.LedgerReport;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kafila ledger}: whether every accepted event is accounted for; exit code 1 if not. */
@Command(
    name = "ledger",
    description =
        "Check that accepted = handled + waiting + dead-lettered + purged, for each topic and"
            + " group; 1 if there is a difference.")
final class LedgerCommand implements Callable<Integer> {
  private static final int LONGEST = 2_000;

  @Mixin private SettingsOptions options;
  @Mixin private Answer answer;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only events of then or later, such as 2026-11-21T09:00:00Z.",
      converter = LetterFilterOptions.Moment.class)
  private Instant since;

  @Option(names = "--minutes", description = "Also by the minute.")
  private boolean minutes;

  @Override
  public Integer call() {
    var settings = options.settings();
    try (var database = SettingsOptions.database(settings)) {
      var ledger =
          new Ledger(
              new UserTransactions(database.jdbi()),
              SettingsOptions.connection(settings),
              EventTopics.ALL,
              SettingsOptions.routes(),
              Clock.systemUTC());
      var report = ledger.check(Optional.ofNullable(since));
      answer.print(text(report), minutes ? report : report.inTotal());
      return report.balanced() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private String text(LedgerReport report) {
    List<String> parts = new ArrayList<>();
    parts.add(topics(report));
    if (!report.groups().isEmpty()) {
      parts.add(groups(report.groups()));
    }
    if (minutes) {
      parts.add(minutes(report.minutes()));
    }
    report.notes().forEach(parts::add);
    report.differences().stream()
        .map(one -> Printable.cell(one.sentence(), LONGEST))
        .forEach(parts::add);
    parts.add(report.balanced() ? "Balanced." : "Not balanced.");
    var gap = System.lineSeparator() + System.lineSeparator();
    return String.join(gap, parts);
  }

  private static String topics(LedgerReport report) {
    var table =
        new Table(
            "TOPIC", "ACCEPTED", "IN TOPIC", "IN OUTBOX", "DIFFERENCE", "FOREIGN", "UNCHECKED");
    for (var one : report.topics()) {
      table.row(
          one.topic(),
          number(one.accepted()),
          number(one.inTopic()),
          number(one.inOutbox()),
          number(one.difference()),
          number(one.foreign()),
          number(one.unchecked()));
    }
    return table.toString();
  }

  private static String groups(List<LedgerReport.Group> groups) {
    var table =
        new Table(
            "TOPIC",
            "GROUP",
            "WANTED",
            "HANDLED",
            "WAITING",
            "DEAD-LETTERED",
            "PURGED",
            "MISSING",
            "JUDGED BY");
    for (var one : groups) {
      table.row(
          one.topic(),
          one.group(),
          number(one.wanted()),
          number(one.handled()),
          number(one.waiting()),
          number(one.deadLettered()),
          number(one.purged()),
          number(one.missing()),
          one.byOffsets() ? "offsets" : "marks");
    }
    return table.toString();
  }

  private static String minutes(List<LedgerReport.Minute> minutes) {
    var table =
        new Table(
            "MINUTE",
            "TOPIC",
            "ACCEPTED",
            "IN TOPIC",
            "IN OUTBOX",
            "DIFFERENCE",
            "GROUPS: HANDLED/WANTED");
    for (var one : minutes) {
      table.row(
          Printable.time(one.minute()),
          one.topic(),
          number(one.accepted()),
          number(one.inTopic()),
          number(one.inOutbox()),
          number(one.difference()),
          one.groups().stream()
              .map(group -> "%s %d/%d".formatted(group.group(), group.handled(), group.wanted()))
              .collect(Collectors.joining(", ")));
    }
    return table.toString();
  }

  private static String number(long number) {
    return Long.toString(number);
  }
}
