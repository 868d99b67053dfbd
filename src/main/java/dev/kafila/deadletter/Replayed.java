package dev.kafila.deadletter;

/**
 * What came of a letter that was to be sent again.
 *
 * @param outcome {@code sent}, {@code would_send} in a dry run, {@code refused} or {@code failed}
 * @param group that it is for
 * @param partition where it is now; null unless sent
 * @param offset where it is now; null unless sent
 * @param reason why it was refused or failed; null otherwise
 * @param difference what was edited, a line each that begins with + or -; null if nothing was
 */
public record Replayed(
    String id,
    String outcome,
    String topic,
    String group,
    Integer partition,
    Long offset,
    String reason,
    String difference) {

  private static Replayed of(Letter letter, String outcome, String reason) {
    return new Replayed(
        letter.id().toString(), outcome, letter.topic(), letter.group(), null, null, reason, null);
  }

  static Replayed sent(Letter letter, int partition, long offset) {
    return new Replayed(
        letter.id().toString(),
        "sent",
        letter.topic(),
        letter.group(),
        partition,
        offset,
        null,
        null);
  }

  static Replayed wouldSend(Letter letter) {
    return of(letter, "would_send", null);
  }

  static Replayed refused(Letter letter, String reason) {
    return of(letter, "refused", reason);
  }

  static Replayed failed(Letter letter, String reason) {
    return of(letter, "failed", reason);
  }

  /** An id that nothing has. */
  static Replayed missing(LetterId id) {
    return new Replayed(
        id.toString(), "refused", id.topic(), "", null, null, "there is no such letter", null);
  }

  /** The same with what was edited. */
  Replayed with(String whatWasEdited) {
    return new Replayed(id, outcome, topic, group, partition, offset, reason, whatWasEdited);
  }

  /** Whether it was neither refused nor failed. */
  public boolean isWell() {
    return reason == null;
  }
}
