package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A phrase that says something beside the title.
 *
 * @param effect what it says
 * @param fits whether it says anything beside what was said before: "5 times" does of a recurrence
 * @param role what a date is to the task
 */
record Phrase(Certainty certainty, Consumer<When> effect, Predicate<When> fits, Role role) {
  Phrase(Certainty certainty, Consumer<When> effect) {
    this(certainty, effect, when -> true, Role.PLAIN);
  }

  Phrase(Certainty certainty, Consumer<When> effect, Predicate<When> fits) {
    this(certainty, effect, fits, Role.PLAIN);
  }

  Phrase as(Role newRole) {
    return new Phrase(certainty, effect, fits, newRole);
  }

  /** What a date is to its task, which tells two of them apart. */
  enum Role {
    PLAIN,
    /** "by May 6": the day on which it is due, whatever other day is spoken of. */
    DEADLINE,
    /** "for Sunday": what it is for, if it is due on another day. */
    PURPOSE,
    /** "for Mother's Day": the same, and more often so. */
    OCCASION
  }

  /** A phrase that must be asked about. */
  static Phrase doubtful(Reason reason, Object... details) {
    return new Phrase(Certainty.SURE, when -> when.doubt(new UnclearException(reason, details)));
  }

  enum Certainty {
    SURE,
    /** Counts where the sentence goes on as it does behind such a phrase. */
    PERHAPS,
    /** Counts where it stands apart: all there is, or beside other phrases. */
    HARDLY
  }
}
