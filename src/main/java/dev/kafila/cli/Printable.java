package dev.kafila.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** Texts of strangers, so that they can do nothing to a terminal or a table. */
final class Printable {
  private static final String CUT = "...";

  private Printable() {}

  /** In one line of at most so many characters; a dash for nothing. */
  static String cell(String text, int longest) {
    var line = block(text).replaceAll("\\s+", " ").strip();
    if (line.isEmpty()) {
      return "-";
    }
    return line.length() <= longest ? line : line.substring(0, longest - CUT.length()) + CUT;
  }

  /** Line ends and tabs stay, other control characters are written as their codes. */
  static String block(String text) {
    return text.replace("\r\n", "\n")
        .chars()
        .mapToObj(
            c ->
                Character.isISOControl(c) && c != '\n' && c != '\t'
                    ? "\\u%04x".formatted(c)
                    : String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  /** UTC, to the second. */
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
