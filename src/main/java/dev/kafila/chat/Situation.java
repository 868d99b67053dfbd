package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Target;

/** What sentences mean that say little by themselves, after what was said before them. */
final class Situation {
  private static final String WHAT = "What shall I add for that?";

  private Situation() {}

  /** The same reading where it needs nothing from before. */
  static Reading meant(Turn turn, Reading reading) {
    return switch (reading.intent()) {
      case ADD -> isTitleless(reading) && turn.topic().task() != null ? change(reading) : reading;
      case CHOOSE -> reading.details().due() == null ? reading : change(reading);
      default -> reading;
    };
  }

  /** "Tomorrow", "at 8", "every week": a change of what was spoken of. */
  private static Reading change(Reading reading) {
    return reading.as(Intent.UPDATE).with(Target.LAST);
  }

  /** Whether it says when, and not what. */
  static boolean isTitleless(Reading reading) {
    return reading.intent() == Intent.ADD
        && reading.tasks().isEmpty()
        && reading.question() == null
        && reading.details().title() == null;
  }

  /** Asks for the task of a date; the answer is to be its title. */
  static Reply askWhat(Turn turn, Reading reading) {
    return reading.details().isEmpty()
        ? Reply.words("What shall I add?", turn.topic())
        : Reply.words(WHAT, turn.topic().asking(turn.question(turn.message())));
  }

  /** Nothing was asked: a no may be about what was just done. */
  static Reply declined(Turn turn, Reading reading) {
    boolean takesBack = reading.target() != null && turn.topic().changed();
    return takesBack
        ? Reply.words(
            "Shall I undo that? (yes or no)", turn.topic().asking(turn.question(Intent.UNDO)))
        : Reply.words("All right.", turn.topic());
  }
}
