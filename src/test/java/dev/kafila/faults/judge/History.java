package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events of each user in the order of their first copies, as a consumer that forgets copies
 * sees them. Reading it finds what is wrong with the order and the copies themselves.
 */
final class History {
  private final Map<String, Map<String, List<SeenEvent>>> events = new HashMap<>();
  private final Findings findings;

  History(Evidence evidence, Set<String> users, Findings findings) {
    this.findings = findings;
    for (var topic : Groups.TOPICS) {
      events.put(topic, read(evidence.records().get(topic), users));
    }
  }

  /** Of a user, in order. */
  List<SeenEvent> of(String topic, String user) {
    return events.get(topic).getOrDefault(user, List.of());
  }

  /** Of a user, those of one type. */
  List<SeenEvent> ofType(String topic, String user, String type) {
    return of(topic, user).stream().filter(event -> event.is(type)).toList();
  }

  private Map<String, List<SeenEvent>> read(List<Recorded> records, Set<String> users) {
    Map<String, List<SeenEvent>> firsts = new LinkedHashMap<>();
    Map<String, SeenEvent> latest = new HashMap<>();
    Map<String, Recorded> byId = new HashMap<>();
    Map<String, Set<Integer>> partitions = new HashMap<>();
    for (var record : records) {
      var user = Recorded.text(record.key());
      if (!users.contains(user)) {
        continue;
      }
      SeenEvent.of(record)
          .ifPresent(
              event -> {
                partitions.computeIfAbsent(user, u -> new HashSet<>()).add(record.partition());
                var first = byId.putIfAbsent(event.id(), record);
                if (first == null) {
                  follows(user, latest.get(user), event);
                  firsts.computeIfAbsent(user, u -> new ArrayList<>()).add(event);
                  findings.count("events", 1);
                } else {
                  copy(first, latest.get(user), event);
                }
                latest.put(user, event);
              });
    }
    partitions.forEach(
        (user, found) -> {
          if (found.size() > 1) {
            findings.add(Kind.ORDER, user, "has records in the partitions %s", found);
          }
        });
    return firsts;
  }

  /** Time is taken under the user's lock, so it tells the order of the commits. */
  private void follows(String user, SeenEvent before, SeenEvent event) {
    if (before != null
        && (before.time().isAfter(event.time()) || settledTogetherLater(before, event))) {
      findings.add(
          Kind.ORDER,
          event.where(),
          "%s of %s happened at %s, before the one ahead of it (%s)",
          event.type(),
          user,
          event.time(),
          before.time());
    }
  }

  /** Reminders that one transaction settles share their time; their ids are made in their order. */
  private static boolean settledTogetherLater(SeenEvent before, SeenEvent event) {
    return before.type().startsWith("reminder.")
        && event.type().startsWith("reminder.")
        && before.time().equals(event.time())
        && before.id().compareTo(event.id()) > 0;
  }

  private void copy(Recorded first, SeenEvent before, SeenEvent copy) {
    findings.count("copies", 1);
    if (!before.id().equals(copy.id())) {
      findings.add(
          Kind.COPY, copy.where(), "%s again, after others than %s", copy.id(), first.where());
    }
    var record = copy.record();
    if (!first.value().equals(record.value()) || !first.headers().equals(record.headers())) {
      findings.add(Kind.COPY, copy.where(), "is not what %s is", first.where());
    }
  }
}
