package dev.kafila.chat.reader;

import java.util.List;

/**
 * What a sentence was understood to mean.
 *
 * @param intent what it wants
 * @param details a new task's fields (ADD), or the fields to change (UPDATE); empty otherwise
 * @param target the task that a command is about; null where it names none
 * @param filter which tasks to list, search, or act on as a set; null where it names none
 * @param amount how far to snooze, or to move (UPDATE; earlier if negative); null where none was
 *     given or {@code details.due()} says until when
 * @param choices which of the offered: 1 is the first, -1 the last, 0 all of them; empty if none
 * @param question what must be asked before anything is done, in words; null if all is clear
 * @param tasks a reading for each task of a message that has several, this one's included; empty
 *     otherwise. With a question: whether it has is what must be asked
 * @param unfinished what was understood of a new task that must be asked about; null if none
 * @param followUp what counts from what was said before
 */
public record Reading(
    Intent intent,
    Details details,
    Target target,
    Filter filter,
    Amount amount,
    List<Integer> choices,
    String question,
    List<Reading> tasks,
    Unfinished unfinished,
    FollowUp followUp) {

  public Reading {
    followUp = followUp == null ? FollowUp.NONE : followUp;
  }

  public static Reading of(Intent intent) {
    return new Reading(
        intent, Details.NONE, null, null, null, List.of(), null, List.of(), null, null);
  }

  public Reading with(Details newDetails) {
    return new Reading(
        intent, newDetails, target, filter, amount, choices, question, tasks, unfinished, followUp);
  }

  public Reading with(Target newTarget) {
    return new Reading(
        intent, details, newTarget, filter, amount, choices, question, tasks, unfinished, followUp);
  }

  public Reading with(Filter newFilter) {
    return new Reading(
        intent, details, target, newFilter, amount, choices, question, tasks, unfinished, followUp);
  }

  public Reading with(Amount newAmount) {
    return new Reading(
        intent, details, target, filter, newAmount, choices, question, tasks, unfinished, followUp);
  }

  public Reading choosing(Integer... newChoices) {
    return choosing(List.of(newChoices));
  }

  public Reading choosing(List<Integer> newChoices) {
    return new Reading(
        intent, details, target, filter, amount, newChoices, question, tasks, unfinished, followUp);
  }

  public Reading asking(String newQuestion) {
    return new Reading(
        intent, details, target, filter, amount, choices, newQuestion, tasks, unfinished, followUp);
  }

  public Reading with(Unfinished newUnfinished) {
    return new Reading(
        intent, details, target, filter, amount, choices, question, tasks, newUnfinished, followUp);
  }

  public Reading with(FollowUp newFollowUp) {
    return new Reading(
        intent, details, target, filter, amount, choices, question, tasks, unfinished, newFollowUp);
  }

  /** The same wish for something else. */
  public Reading as(Intent newIntent) {
    return new Reading(
        newIntent, details, target, filter, amount, choices, question, tasks, unfinished, followUp);
  }

  /** The only choice; null where there is none, or more than one. */
  public Integer choice() {
    return choices.size() == 1 ? choices.get(0) : null;
  }

  /** The first of several tasks, with all of them. */
  public Reading of(List<Reading> newTasks) {
    return new Reading(
        intent,
        details,
        target,
        filter,
        amount,
        choices,
        question,
        List.copyOf(newTasks),
        unfinished,
        followUp);
  }

  /** The title of the task to add; null where the sentence has none. */
  public String title() {
    return intent == Intent.ADD ? details.title() : null;
  }
}
