package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A phrase that says something beside the title.
 *
 * @param effect what it says
 * @param fits whether it says anything beside what was said before: "5 times" does of a recurrence
 */
record Phrase(Certainty certainty, Consumer<When> effect, Predicate<When> fits) {
  Phrase(Certainty certainty, Consumer<When> effect) {
    this(certainty, effect, when -> true);
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
