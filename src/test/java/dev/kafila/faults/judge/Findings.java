package dev.kafila.faults.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the rules find, one after another. */
final class Findings {
  private final List<Violation> violations = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();

  void add(Violation.Kind kind, String where, String what, Object... parts) {
    violations.add(new Violation(kind, where, what.formatted(parts)));
  }

  void count(String name, long more) {
    counts.merge(name, more, Long::sum);
  }

  Verdict verdict() {
    return new Verdict(List.copyOf(violations), new TreeMap<>(counts));
  }
}
