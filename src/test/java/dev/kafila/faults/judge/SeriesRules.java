package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Violation.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A completed task of a series has one successor; its numbers have no gap. Series never end. */
final class SeriesRules {
  private static final String RECURRING = "/kafila/recurring";

  private final Findings findings;

  SeriesRules(Findings findings) {
    this.findings = findings;
  }

  private static final class Occurrence {
    private String live;
    private int completions;
    private int successors;
    private SeenEvent waiting;
  }

  /**
   * @param events a user's on {@code task-events}, in order
   */
  void check(String user, List<SeenEvent> events) {
    Map<String, Map<Integer, Occurrence>> series = new HashMap<>();
    for (var event : events) {
      var id = event.task().path("series_id");
      if (!id.isMissingNode()) {
        apply(series.computeIfAbsent(id.asText(), s -> new HashMap<>()), event);
      }
    }
    series.forEach((id, occurrences) -> ended(user, id, occurrences));
    findings.count("series", series.size());
  }

  private void apply(Map<Integer, Occurrence> series, SeenEvent event) {
    int number = event.task().path("occurrence").asInt();
    var occurrence = series.computeIfAbsent(number, n -> new Occurrence());
    switch (event.type()) {
      case "task.created" -> {
        if (occurrence.live != null) {
          findings.add(
              Kind.TWICE, event.where(), "occurrence %d is there as %s", number, occurrence.live);
        }
        occurrence.live = event.taskId();
        if (event.source().equals(RECURRING)) {
          succeeded(series.get(number - 1), event);
        }
      }
      case "task.deleted" -> occurrence.live = null;
      case "task.completed" -> {
        occurrence.completions++;
        var successor = series.get(number + 1);
        occurrence.waiting = successor == null || successor.live == null ? event : null;
      }
      case "task.reopened" -> occurrence.waiting = null;
      default -> {
        // An update changes neither.
      }
    }
  }

  private void succeeded(Occurrence before, SeenEvent successor) {
    findings.count("successors", 1);
    if (before == null) {
      findings.add(Kind.UNASKED, successor.where(), "succeeds nothing");
      return;
    }
    before.waiting = null;
    if (++before.successors > before.completions) {
      findings.add(
          Kind.TWICE,
          successor.where(),
          "successor %d after %d completions",
          before.successors,
          before.completions);
    }
  }

  private void ended(String user, String id, Map<Integer, Occurrence> occurrences) {
    occurrences.forEach(
        (number, occurrence) -> {
          if (occurrence.waiting != null) {
            findings.add(
                Kind.LOST,
                occurrence.waiting.where(),
                "recurring: occurrence %d of series %s of %s has no successor",
                number,
                id,
                user);
          }
        });
    var numbers = new TreeSet<>(occurrences.keySet());
    if (numbers.first() != 1 || numbers.last() != numbers.size()) {
      findings.add(Kind.LOST, user, "series %s has only the occurrences %s", id, numbers);
    }
  }
}
