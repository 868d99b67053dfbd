package dev.kafila.deadletter;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a record lies or first lay in its topic; as text {@code 2-1017}. */
record Origin(int partition, long offset) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  /** Empty if this is none. */
  static Optional<Origin> parse(String text) {
    var parts = TEXT.matcher(text.trim());
    return parts.matches()
        ? Optional.of(new Origin(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
