package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Moments.Wanted;
import dev.kafila.faults.judge.Violation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Each reminder is scheduled once and then either fires or is cancelled, as its task wants.
 *
 * <p>Judges nothing about a moment that passed while its task wanted it and stopped wanting it
 * later: it may have fired or not.
 */
final class ReminderRules {
  private final Findings findings;
  private final Instant readAt;

  ReminderRules(Findings findings, Instant readAt) {
    this.findings = findings;
    this.readAt = readAt;
  }

  /**
   * @param tasks a user's events on {@code task-events}, in order
   * @param reminders those on {@code reminder-events}
   */
  void check(String user, List<SeenEvent> tasks, List<SeenEvent> reminders) {
    Map<String, List<SeenEvent>> chains = new LinkedHashMap<>();
    tasks.forEach(e -> chains.computeIfAbsent(e.taskId(), id -> new ArrayList<>()).add(e));
    Map<String, Map<String, List<SeenEvent>>> told = new LinkedHashMap<>();
    for (var event : reminders) {
      var reminder = event.data().path("reminder");
      told.computeIfAbsent(reminder.path("task_id").asText(), id -> new LinkedHashMap<>())
          .computeIfAbsent(reminder.path("reminder_id").asText(), id -> new ArrayList<>())
          .add(event);
    }
    told.forEach(
        (task, byId) -> {
          byId.values().forEach(this::life);
          if (!chains.containsKey(task)) {
            findings.add(Kind.UNASKED, user, "reminders of %s, which has no event", task);
          }
        });
    chains.forEach(
        (task, chain) -> wishes(user, task, Moments.of(chain), told.getOrDefault(task, Map.of())));
  }

  /** Scheduled, and then at most one of cancelled and due. */
  private void life(List<SeenEvent> life) {
    var first = life.get(0);
    if (!first.is("reminder.scheduled")) {
      findings.add(Kind.LOST, first.where(), "%s of what was never scheduled", first.type());
    }
    if (life.size() > 2 || life.stream().filter(e -> e.is("reminder.scheduled")).count() > 1) {
      findings.add(
          Kind.TWICE,
          life.get(life.size() - 1).where(),
          "one reminder has %s",
          life.stream().map(SeenEvent::type).toList());
    }
  }

  private void wishes(
      String user, String task, List<Wanted> wishes, Map<String, List<SeenEvent>> told) {
    Map<Instant, Integer> fired = new LinkedHashMap<>();
    Map<Instant, Integer> waiting = new LinkedHashMap<>();
    for (var life : told.values()) {
      var last = life.get(life.size() - 1);
      var moment = Instant.parse(last.data().path("reminder").path("remind_at").asText());
      if (last.is("reminder.scheduled")) {
        waiting.merge(moment, 1, Integer::sum);
      } else if (last.is("reminder.due")) {
        findings.count("reminders due", 1);
        fired.merge(moment, 1, Integer::sum);
        if (!Moments.allowed(wishes, moment, last.time())) {
          findings.add(
              Kind.UNASKED,
              last.where(),
              "%s of %s was told at %s of %s and did not want it then: %s",
              task,
              user,
              last.time(),
              moment,
              wishes);
        }
      }
    }
    fired.forEach(
        (moment, times) -> {
          if (times > 1) {
            findings.add(Kind.TWICE, user, "%s fired %d times for %s", moment, times, task);
          }
        });
    settled(user, task, wishes, fired, waiting);
  }

  private void settled(
      String user,
      String task,
      List<Wanted> wishes,
      Map<Instant, Integer> fired,
      Map<Instant, Integer> waiting) {
    for (var wish : wishes) {
      if (wish.end() != null || !wish.counts() || fired.containsKey(wish.moment())) {
        continue;
      }
      var scheduled = waiting.remove(wish.moment());
      if (scheduled == null) {
        findings.add(
            Kind.LOST, user, "reminders: %s wants %s, it is not scheduled", task, wish.moment());
      } else if (scheduled > 1) {
        findings.add(
            Kind.LOST, user, "reminders: %s of %s waits %d times", wish.moment(), task, scheduled);
      } else if (wish.moment().isBefore(readAt)) {
        findings.add(Kind.LOST, user, "reminders: %s of %s never fired", wish.moment(), task);
      }
    }
    waiting
        .keySet()
        .forEach(
            moment ->
                findings.add(
                    Kind.LOST, user, "reminders: %s of %s is not cancelled", moment, task));
  }
}
