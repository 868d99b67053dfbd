package dev.kafila.chat.reader;

/**
 * What a sentence was understood to mean.
 *
 * @param intent what it wants
 * @param details a new task's fields (ADD), or the fields to change (UPDATE); empty otherwise
 * @param target the task that a command is about; null where it names none
 * @param filter which tasks to list, search, or act on as a set; null where it names none
 * @param amount how far to snooze; null where none was given or {@code details.due()} says until
 *     when
 * @param choice which of the offered: 1 is the first, -1 the last, 0 all of them; null if none
 * @param question what must be asked before anything is done, in words; null if all is clear
 */
public record Reading(
    Intent intent,
    Details details,
    Target target,
    Filter filter,
    Amount amount,
    Integer choice,
    String question) {

  public static Reading of(Intent intent) {
    return new Reading(intent, Details.NONE, null, null, null, null, null);
  }

  public Reading with(Details newDetails) {
    return new Reading(intent, newDetails, target, filter, amount, choice, question);
  }

  public Reading with(Target newTarget) {
    return new Reading(intent, details, newTarget, filter, amount, choice, question);
  }

  public Reading with(Filter newFilter) {
    return new Reading(intent, details, target, newFilter, amount, choice, question);
  }

  public Reading with(Amount newAmount) {
    return new Reading(intent, details, target, filter, newAmount, choice, question);
  }

  public Reading choosing(int newChoice) {
    return new Reading(intent, details, target, filter, amount, newChoice, question);
  }

  public Reading asking(String newQuestion) {
    return new Reading(intent, details, target, filter, amount, choice, newQuestion);
  }

  /** The title of the task to add; null where the sentence has none. */
  public String title() {
    return intent == Intent.ADD ? details.title() : null;
  }
}
