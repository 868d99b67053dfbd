package dev.kafila.cli;

import dev.kafila.deadletter.LetterGroup;
import java.util.List;

/** Letters by cause, for people. */
final class GroupsTable {
  private static final int LONGEST = 80;

  private GroupsTable() {}

  static String of(List<LetterGroup> groups) {
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

  private static String cell(String text) {
    return Printable.cell(text, LONGEST);
  }
}
