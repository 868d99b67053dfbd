package dev.kafila.deadletter;

import java.util.List;
import java.util.Map;

/**
 * What came of a purge; the components are its JSON.
 *
 * @param outcome {@code purged}, {@code would_purge} in a dry run, or {@code nothing}
 * @param selection ids or filters, as they were given
 * @param letters how many
 * @param replayed how many of them had been sent again
 * @param groups the letters by cause
 * @param missing ids that nothing has
 * @param hidden purged letters, also of earlier purges, that still lie in the topics behind others;
 *     null unless purged
 * @param problem why Kafka deleted nothing; null if all is well
 */
public record Purged(
    String outcome,
    Map<String, Object> selection,
    int letters,
    int replayed,
    List<String> ids,
    List<LetterGroup> groups,
    List<String> missing,
    Long hidden,
    String problem) {

  static Purged of(PurgePlan plan, String outcome, Long hidden, String problem) {
    return new Purged(
        outcome,
        plan.selection().asked(),
        plan.letters(),
        plan.replayed(),
        plan.ids(),
        plan.groups(),
        plan.missing(),
        hidden,
        problem);
  }

  /** Of a dry run. */
  public static Purged would(PurgePlan plan) {
    return of(plan, plan.letters() == 0 ? "nothing" : "would_purge", null, null);
  }

  /** Whether all that was named was there, and Kafka did its part. */
  public boolean isWell() {
    return missing.isEmpty() && problem == null;
  }
}
