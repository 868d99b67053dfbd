package dev.kafila.deadletter;

import java.time.Instant;

/**
 * A letter in a list; the components are its JSON.
 *
 * @param topic where the record failed
 * @param user the record's key; null where it had none
 * @param failedAt the last time
 * @param replayCount how often the record had been replayed when it failed
 * @param replayed whether this letter was replayed since
 */
public record LetterSummary(
    String id,
    String topic,
    String group,
    String user,
    String fingerprint,
    Instant failedAt,
    int replayCount,
    boolean replayed,
    String message) {

  static LetterSummary of(Letter letter, boolean replayed) {
    return new LetterSummary(
        letter.id().toString(),
        letter.topic(),
        letter.group(),
        letter.user().orElse(null),
        letter.fingerprint(),
        letter.lastFailedAt(),
        letter.replayCount(),
        replayed,
        letter.message());
  }
}
