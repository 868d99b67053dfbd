package dev.kafila.faults.judge;

import java.util.List;
import java.util.Map;

/**
 * What the judge found.
 *
 * @param counts how much it looked at, by name: requests, unknown, events, copies, notifications
 *     ...
 */
public record Verdict(List<Violation> violations, Map<String, Long> counts) {
  public boolean isClean() {
    return violations.isEmpty();
  }

  /** Everything in one line a violation, at most so many. */
  public String toString(int most) {
    var text = new StringBuilder(counts.toString());
    violations.stream().limit(most).forEach(violation -> text.append("\n  ").append(violation));
    if (violations.size() > most) {
      text.append("\n  and ").append(violations.size() - most).append(" more");
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return toString(20);
  }
}
