package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Violation.Kind;
import dev.kafila.faults.load.JournalEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares what users were told with what is to be seen from outside, when everything is quiet.
 *
 * <p>It holds that nothing else changes these users' tasks, that nobody undoes or skips, that no
 * series ends and that nobody has preferences: so it is with {@link dev.kafila.faults.load.Load}.
 */
public final class Judge {
  private Judge() {}

  /**
   * @param journal of all users, by number
   * @param evidence of the same users
   */
  public static Verdict judge(List<JournalEntry> journal, Evidence evidence) {
    var findings = new Findings();
    Map<String, List<JournalEntry>> byUser =
        journal.stream()
            .collect(Collectors.groupingBy(JournalEntry::user, TreeMap::new, Collectors.toList()));
    count(findings, journal);
    Set<String> users = byUser.keySet();
    var history = new History(evidence, users, findings);
    byUser.forEach(
        (user, entries) -> {
          var events = history.of(Groups.TASKS, user);
          new AnswerRules(findings).check(user, entries, events);
          new TaskRules(findings)
              .check(user, events, evidence.tasks().getOrDefault(user, List.of()));
          new SeriesRules(findings).check(user, events);
          new ReminderRules(findings, evidence.readAt())
              .check(user, events, history.of(Groups.REMINDERS, user));
          new NotificationRules(findings)
              .check(user, history, evidence.notifications().getOrDefault(user, List.of()));
        });
    new LetterRules(findings).check(journal, evidence);
    new CommitRules(findings, evidence, users).check();
    if (evidence.ledgerBalanced().isPresent() && !evidence.ledgerBalanced().get()) {
      findings.add(Kind.LEDGER, "ledger", "does not balance");
    }
    return findings.verdict();
  }

  private static void count(Findings findings, List<JournalEntry> journal) {
    findings.count("users", journal.stream().map(JournalEntry::user).distinct().count());
    for (var entry : journal) {
      findings.count("requests", 1);
      findings.count("requests " + entry.outcome().name().toLowerCase(Locale.ROOT), 1);
      if (entry.attempts() > 1) {
        findings.count("requests sent again", 1);
      }
    }
  }
}
