package dev.kafila.chat.reader;

import java.util.function.Consumer;

/**
 * A phrase that says something beside the title.
 *
 * @param effect what it says
 */
record Phrase(Certainty certainty, Consumer<When> effect) {
  enum Certainty {
    SURE,
    /** Counts where the sentence goes on as it does behind such a phrase. */
    PERHAPS,
    /** Counts where it stands apart: all there is, or beside other phrases. */
    HARDLY
  }
}
