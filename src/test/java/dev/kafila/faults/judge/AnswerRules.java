package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Violation.Kind;
import dev.kafila.faults.load.JournalEntry;
import dev.kafila.faults.load.Operations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a user was told has happened, in that order, and nothing else has. */
final class AnswerRules {
  private static final Set<String> OF_USERS = Set.of("/kafila/api", "/kafila/chat");

  private final Findings findings;

  AnswerRules(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param entries the user's, by number
   * @param events the user's on {@code task-events}, in order
   */
  void check(String user, List<JournalEntry> entries, List<SeenEvent> events) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      places.putIfAbsent(Acknowledged.key(events.get(i)), i);
    }
    var told = new HashSet<String>();
    int last = -1;
    for (var change : Acknowledged.of(entries)) {
      told.add(change.key());
      var place = places.get(change.key());
      if (place == null) {
        findings.add(
            Kind.LOST,
            user,
            "request %d was acknowledged, %s is not there",
            change.number(),
            change.key());
        continue;
      }
      if (place < last) {
        findings.add(
            Kind.ORDER,
            events.get(place).where(),
            "%s of request %d lies before that of an earlier request of %s",
            change.type(),
            change.number(),
            user);
      }
      last = Math.max(last, place);
      compare(change, events.get(place));
    }
    findings.count("acknowledged changes", told.size());
    unasked(user, entries, events, told);
  }

  private void compare(Acknowledged change, SeenEvent event) {
    if (change.task() != null && !change.task().equals(event.task())) {
      findings.add(
          Kind.DIFFERENT,
          event.where(),
          "request %d was answered with %s",
          change.number(),
          change.task());
    }
  }

  private void unasked(
      String user, List<JournalEntry> entries, List<SeenEvent> events, Set<String> told) {
    var open = new ArrayList<>(entries.stream().filter(JournalEntry::isUnknown).toList());
    var seen = new HashSet<String>();
    SeenEvent before = null;
    for (var event : events) {
      var key = Acknowledged.key(event);
      boolean first = seen.add(key);
      if (OF_USERS.contains(event.source())
          && !(first && (told.contains(key) || takesBack(before, event)))
          && !explained(open, event)) {
        findings.add(
            first ? Kind.UNASKED : Kind.TWICE, event.where(), "%s of %s, by no request", key, user);
      }
      before = event;
    }
  }

  /** Reopening an occurrence deletes a successor that is as it was given. */
  private static boolean takesBack(SeenEvent before, SeenEvent event) {
    return before != null
        && before.is("task.reopened")
        && event.is("task.deleted")
        && event.task().path("status").asText().equals("pending")
        && event.task().path("series_id").equals(before.task().path("series_id"))
        && event.task().path("occurrence").asInt() == before.task().path("occurrence").asInt() + 1;
  }

  private static boolean explained(List<JournalEntry> open, SeenEvent event) {
    for (var entry : open) {
      boolean sameTask =
          Operations.CREATING.contains(entry.operation())
              ? entry.request().path("title").equals(event.task().path("title"))
              : event.taskId().equals(entry.taskId());
      if (sameTask && event.is(String.valueOf(Acknowledged.typeOf(entry.operation())))) {
        open.remove(entry);
        return true;
      }
    }
    return false;
  }
}
