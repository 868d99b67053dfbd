package dev.kafila.deadletter;

import java.util.Optional;

/**
 * What is kept of a letter that is thrown away.
 *
 * @param group that failed; empty if unknown
 * @param failedAt where the record failed
 * @param eventId empty: it was no event
 * @param replayed it had been sent again before
 */
record PurgedLetter(
    LetterPlace place,
    String group,
    Optional<Origin> failedAt,
    Optional<String> eventId,
    boolean replayed) {

  static PurgedLetter of(Letter letter, boolean replayed) {
    return new PurgedLetter(
        LetterPlace.of(letter), letter.group(), letter.failedAt(), letter.type().id(), replayed);
  }
}
