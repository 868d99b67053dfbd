package dev.kafila.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Which letters may be sent again, and as what.
 *
 * @param maxReplays replays after which a record is left alone
 * @param force send what was sent already, or too often
 */
record ReplayRules(int maxReplays, boolean force) {

  static final String ALREADY = "it was replayed already; --force does it again";

  /** Why a letter is not to be sent; empty if it is. */
  Optional<String> refusal(Letter letter, Optional<ReplayLog.Outcome> before) {
    if (letter.group().isEmpty()) {
      return Optional.of("it names no group that failed");
    }
    if (!letter.topic().equals(letter.id().topic())) {
      return Optional.of("it says that it failed in another topic, " + letter.topic());
    }
    if (force) {
      return Optional.empty();
    }
    if (before.isPresent()) {
      return Optional.of(
          before.get() == ReplayLog.Outcome.SENT
              ? ALREADY
              : "a replay of it began and may have arrived; --force does it again");
    }
    if (letter.replayCount() >= maxReplays) {
      return Optional.of(
          "it failed after %d replays (kafila.dlq.max-replays = %d); --force does it again"
              .formatted(letter.replayCount(), maxReplays));
    }
    return Optional.empty();
  }

  /** Whether a value that was JSON would not be any more. */
  boolean spoilsJson(Letter letter, byte[] value) {
    return !force && isJson(letter.value()) && !isJson(value);
  }

  private static boolean isJson(byte[] value) {
    return value != null && LetterValue.json(value).isPresent();
  }

  /**
   * The record as it was first written, for the failed group alone.
   *
   * @param value instead of its own
   */
  static ProducerRecord<byte[], byte[]> record(Letter letter, byte[] value) {
    var headers = new RecordHeaders();
    for (var header : letter.headers()) {
      if (!LetterHeaders.ADDED.contains(header.key())) {
        headers.add(header);
      }
    }
    headers.add(LetterHeaders.REPLAY_GROUP, bytes(letter.group()));
    headers.add(LetterHeaders.REPLAY_COUNT, bytes(Integer.toString(letter.replayCount() + 1)));
    headers.add(LetterHeaders.REPLAY_OF, bytes(letter.id().toString()));
    letter
        .origin()
        .ifPresent(origin -> headers.add(LetterHeaders.REPLAY_ORIGIN, bytes(origin.toString())));
    return new ProducerRecord<>(letter.topic(), null, null, letter.key(), value, headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
