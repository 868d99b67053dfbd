package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Recorded.Place;
import dev.kafila.faults.judge.Violation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whatever a group has committed it had finished before: by its mark in the inbox, or by a letter.
 *
 * <p>A mark bears the time at which its transaction began, on the same machine's clock.
 */
final class CommitRules {
  private static final Duration CLOCK = Duration.ofSeconds(1);

  private final Findings findings;
  private final Evidence evidence;
  private final Set<String> users;
  private final Map<String, Instant> finished = new HashMap<>();

  CommitRules(Findings findings, Evidence evidence, Set<String> users) {
    this.findings = findings;
    this.evidence = evidence;
    this.users = users;
  }

  void check() {
    evidence.committed().forEach(this::atTheEnd);
    if (evidence.inbox().isEmpty()) {
      return;
    }
    for (var mark : evidence.inbox().get()) {
      finished.put(mark.group() + " " + mark.eventId(), mark.handledAt());
    }
    for (var topic : Groups.TOPICS) {
      for (var letter : evidence.records().get(Groups.DEAD_LETTERS + topic)) {
        finished.merge(
            LetterRules.key(letter),
            Instant.ofEpochMilli(letter.timestamp()),
            (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    findings.count("commit samples", evidence.samples().size());
    for (var group : Groups.TOPICS_OF.keySet()) {
      during(group, finishedBelow(group));
    }
  }

  private void atTheEnd(String group, Map<Place, Long> offsets) {
    evidence
        .ends()
        .forEach(
            (place, end) -> {
              if (Groups.TOPICS_OF.get(group).contains(place.topic())) {
                long committed = offsets.getOrDefault(place, 0L);
                if (committed > end) {
                  findings.add(
                      Kind.COMMITTED, group, "%d on %s, which ends at %d", committed, place, end);
                } else if (committed < end) {
                  findings.add(Kind.NOT_QUIET, group, "%d of %d on %s", committed, end, place);
                }
              }
            });
  }

  /** For each partition: offset -> when everything up to there was finished. */
  private Map<Place, TreeMap<Long, Instant>> finishedBelow(String group) {
    Map<Place, TreeMap<Long, Instant>> below = new HashMap<>();
    var read = Groups.TOPICS_OF.get(group).stream().map(evidence.records()::get);
    for (var record : read.flatMap(List::stream).toList()) {
      if (!wanted(group, record)) {
        continue;
      }
      var done = finished(group, record);
      if (done == null) {
        findings.add(Kind.LOST, record.where(), "%s has neither mark nor letter", group);
        done = Instant.MAX;
      }
      var times = below.computeIfAbsent(record.place(), p -> new TreeMap<>());
      var before = times.isEmpty() ? Instant.MIN : times.lastEntry().getValue();
      times.put(record.offset(), done.isAfter(before) ? done : before);
    }
    return below;
  }

  private Instant finished(String group, Recorded record) {
    var mark = record.header("ce_id").map(id -> finished.get(group + " " + id)).orElse(null);
    return mark != null
        ? mark
        : finished.get(LetterRules.key(group, record.topic(), record.partition(), record.offset()));
  }

  private boolean wanted(String group, Recorded record) {
    if (record.key() == null || !users.contains(Recorded.text(record.key()))) {
      return false;
    }
    return Groups.handles(group, record);
  }

  private void during(String group, Map<Place, TreeMap<Long, Instant>> below) {
    for (var sample : evidence.samples()) {
      if (!sample.group().equals(group)) {
        continue;
      }
      var done = below.getOrDefault(sample.place(), new TreeMap<>()).lowerEntry(sample.offset());
      if (done != null && done.getValue().isAfter(sample.at().plus(CLOCK))) {
        findings.add(
            Kind.COMMITTED,
            "%s on %s".formatted(group, sample.place()),
            "%d at %s, and the records up to %d were finished at %s",
            sample.offset(),
            sample.at(),
            done.getKey(),
            done.getValue());
      }
    }
  }
}
