package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Recorded.Header;
import dev.kafila.faults.judge.Violation.Kind;
import dev.kafila.faults.load.JournalEntry;
import dev.kafila.faults.load.Operations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What nobody can read lies in a dead letter of each group that had to read it, byte for byte, and
 * nothing else does. A letter may be there twice: it is written before its record counts as done.
 */
final class LetterRules {
  private final Findings findings;

  LetterRules(Findings findings) {
    this.findings = findings;
  }

  void check(List<JournalEntry> journal, Evidence evidence) {
    for (var topic : Groups.TOPICS) {
      var values =
          journal.stream()
              .filter(entry -> entry.operation().equals(Operations.POISON))
              .filter(entry -> entry.request().path("topic").asText().equals(topic))
              .collect(Collectors.toMap(e -> e.request().path("value").asText(), e -> e));
      check(
          topic,
          values,
          evidence.records().get(topic),
          evidence.records().get(Groups.DEAD_LETTERS + topic));
    }
  }

  private void check(
      String topic,
      Map<String, JournalEntry> poison,
      List<Recorded> records,
      List<Recorded> letters) {
    Map<String, Recorded> wanted = new HashMap<>();
    var written = new HashSet<String>();
    for (var record : records) {
      if (poison.containsKey(String.valueOf(record.value()))) {
        written.add(record.value());
        for (var group : groups(topic)) {
          wanted.put(key(group, record.topic(), record.partition(), record.offset()), record);
        }
      }
    }
    poison.forEach(
        (value, entry) -> {
          if (entry.isOk() && !written.contains(value)) {
            findings.add(Kind.LOST, topic, "poison record %d is not there", entry.number());
          }
        });
    findings.count("poison records", written.size());
    findings.count("dead letters", letters.size());
    var found = new HashSet<String>();
    for (var letter : letters) {
      var key = key(letter);
      var original = wanted.get(key);
      if (original == null) {
        findings.add(Kind.LETTER, letter.where(), "of a record that can be handled: %s", key);
      } else {
        compare(letter, original);
        if (!found.add(key)) {
          findings.count("dead letters twice", 1);
        }
      }
    }
    wanted
        .keySet()
        .forEach(
            key -> {
              if (!found.contains(key)) {
                findings.add(Kind.LETTER, Groups.DEAD_LETTERS + topic, "none for %s", key);
              }
            });
  }

  private static Set<String> groups(String topic) {
    return Groups.TOPICS_OF.entrySet().stream()
        .filter(group -> group.getValue().contains(topic))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  static String key(Recorded letter) {
    return "%s: %s-%s@%s"
        .formatted(
            letter.header("__dlq.errors.group").orElse("?"),
            letter.header("__dlq.errors.topic").orElse("?"),
            letter.header("__dlq.errors.partition").orElse("?"),
            letter.header("__dlq.errors.offset").orElse("?"));
  }

  static String key(String group, String topic, int partition, long offset) {
    return "%s: %s-%d@%d".formatted(group, topic, partition, offset);
  }

  private void compare(Recorded letter, Recorded original) {
    var own = new ArrayList<Header>();
    for (var header : letter.headers()) {
      if (!header.name().startsWith("__dlq.") && !header.name().startsWith("kafila-dlq-")) {
        own.add(header);
      }
    }
    if (!String.valueOf(letter.key()).equals(String.valueOf(original.key()))
        || !letter.value().equals(original.value())
        || !own.equals(original.headers())) {
      findings.add(Kind.LETTER, letter.where(), "is not what failed at %s", original.where());
    }
  }
}
