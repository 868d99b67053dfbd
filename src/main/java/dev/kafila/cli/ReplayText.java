package dev.kafila.cli;

import dev.kafila.deadletter.Replayed;
import java.util.List;

/** What came of a replay, for people. */
final class ReplayText {
  private static final int LONGEST = 120;

  private ReplayText() {}

  static String of(List<Replayed> all) {
    if (all.isEmpty()) {
      return "No dead letters.";
    }
    var table = new Table("ID", "OUTCOME", "TO", "FOR GROUP", "WHY");
    var differences = new StringBuilder();
    for (var one : all) {
      table.row(
          one.id(),
          one.outcome().replace('_', ' '),
          one.offset() == null
              ? one.topic()
              : "%s partition %d offset %d".formatted(one.topic(), one.partition(), one.offset()),
          Printable.cell(one.group(), LONGEST),
          Printable.cell(one.reason() == null ? "" : one.reason(), LONGEST));
      if (one.difference() != null) {
        differences
            .append("Changed in %s:%n".formatted(one.id()))
            .append(Printable.block(one.difference()))
            .append(System.lineSeparator());
      }
    }
    long unsent = all.stream().filter(one -> one.outcome().equals("failed")).count();
    var rest =
        unsent == 0
            ? ""
            : "%n%d failed; the same command again goes on with what was not sent."
                .formatted(unsent);
    return differences + table.toString() + rest;
  }
}
