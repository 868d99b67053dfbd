package dev.kafila.deadletter;

import java.time.Instant;

/**
 * A letter in a list; the components are its JSON.
 *
 * @param topic where the record failed
 * @param user the record's key; null where it had none
 * @param failedAt the last time
 */
public record LetterSummary(
    String id,
    String topic,
    String group,
    String user,
    String fingerprint,
    Instant failedAt,
    int replayCount,
    String message) {

  static LetterSummary of(Letter letter) {
    return new LetterSummary(
        letter.id().toString(),
        letter.topic(),
        letter.group(),
        letter.user().orElse(null),
        letter.fingerprint(),
        letter.lastFailedAt(),
        letter.replayCount(),
        letter.message());
  }
}
