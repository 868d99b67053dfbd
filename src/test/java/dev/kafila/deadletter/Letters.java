package dev.kafila.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Letters as a topic holds them. */
final class Letters {
  static final Instant WRITTEN = Instant.parse("2026-11-21T09:00:00Z");

  private Letters() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Letter valued(String value) {
    return letter(0, "ann", Map.of(), value);
  }

  static Letter letter(long offset, String key, Map<String, String> headers) {
    return letter(offset, key, headers, "{}");
  }

  private static Letter letter(long offset, String key, Map<String, String> headers, String value) {
    var all = new RecordHeaders();
    headers.forEach((name, text) -> all.add(name, bytes(text)));
    return new Letter(
        "task-events",
        new ConsumerRecord<>(
            "dlq.task-events",
            0,
            offset,
            WRITTEN.toEpochMilli(),
            TimestampType.CREATE_TIME,
            0,
            0,
            key == null ? null : bytes(key),
            bytes(value),
            all,
            Optional.empty()));
  }

  static Letter failed(long offset, String key, String group, String fingerprint, String at) {
    return letter(
        offset,
        key,
        Map.of(
            LetterHeaders.TOPIC, "task-events",
            LetterHeaders.GROUP, group,
            LetterHeaders.FINGERPRINT, fingerprint,
            LetterHeaders.MESSAGE, "boom at " + at,
            LetterHeaders.FIRST_FAILED_AT, at,
            LetterHeaders.LAST_FAILED_AT, at));
  }
}
