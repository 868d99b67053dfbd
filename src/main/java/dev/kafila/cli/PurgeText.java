package dev.kafila.cli;

import dev.kafila.deadletter.Purged;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What came of a purge, for people. */
final class PurgeText {
  private PurgeText() {}

  static String of(Purged purged) {
    List<String> lines = new ArrayList<>();
    lines.add("Letters: " + asked(purged));
    if (purged.letters() > 0) {
      lines.add(GroupsTable.of(purged.groups()));
    }
    if (!purged.missing().isEmpty()) {
      lines.add("No such letter: " + String.join(", ", purged.missing()));
    }
    lines.add(sum(purged));
    if (purged.hidden() != null && purged.hidden() > 0) {
      lines.add(
          "%d purged in all still lie hidden in the topics, behind letters that are kept."
              .formatted(purged.hidden()));
    }
    if (purged.problem() != null) {
      lines.add("But " + purged.problem() + ".");
    }
    return String.join(System.lineSeparator(), lines);
  }

  /** As it would be typed. */
  private static String asked(Purged purged) {
    if (purged.selection().isEmpty()) {
      return "all";
    }
    return Printable.block(
        purged.selection().entrySet().stream()
            .map(
                one ->
                    one.getValue() instanceof List<?> ids
                        ? ids.stream().map(Object::toString).collect(Collectors.joining(" "))
                        : "--%s %s".formatted(one.getKey(), one.getValue()))
            .collect(Collectors.joining(" ")));
  }

  private static String sum(Purged purged) {
    if (purged.letters() == 0) {
      return "Nothing to purge.";
    }
    return "%s %d %s%s."
        .formatted(
            purged.outcome().equals("purged") ? "Purged" : "Would purge",
            purged.letters(),
            purged.letters() == 1 ? "letter" : "letters",
            purged.replayed() == 0 ? "" : ", %d replayed already".formatted(purged.replayed()));
  }
}
