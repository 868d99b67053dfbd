package dev.kafila.cli;

import dev.kafila.event.EventTopics;
import dev.kafila.ledger.Difference;
import dev.kafila.ledger.Ledger;
import dev.kafila.ledger.LedgerReport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
              database.jdbi(),
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
    report.differences().stream().map(LedgerCommand::sentence).forEach(parts::add);
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

  private static String sentence(Difference one) {
    var text =
        new StringBuilder()
            .append(one.kind().text().toUpperCase(Locale.ROOT))
            .append(": ")
            .append(one.events())
            .append(one.group() == null ? "" : " for " + one.group())
            .append(" of ")
            .append(one.topic())
            .append(", ")
            .append(one.what());
    if (one.fromMinute() != null) {
      text.append("; minutes ")
          .append(Printable.time(one.fromMinute()))
          .append(" to ")
          .append(Printable.time(one.toMinute()));
    }
    for (var range : one.ranges()) {
      text.append(
          "; partition %d, offsets %d to %d"
              .formatted(range.partition(), range.fromOffset(), range.toOffset()));
    }
    if (!one.eventIds().isEmpty()) {
      text.append("; events ").append(Printable.cell(String.join(", ", one.eventIds()), 1_000));
    }
    return text.toString();
  }

  private static String number(long number) {
    return Long.toString(number);
  }
}
