package dev.kafila.deadletter;

import dev.kafila.event.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record of a dlq topic. Others may write there too, so any header may be missing or make no
 * sense.
 */
public final class Letter {
  private final LetterId id;
  private final ConsumerRecord<byte[], byte[]> record;

  /**
   * @param topic the topic whose letters they are
   */
  Letter(String topic, ConsumerRecord<byte[], byte[]> record) {
    this.id = new LetterId(topic, record.partition(), record.offset());
    this.record = record;
  }

  public LetterId id() {
    return id;
  }

  /** Null where the record had none. */
  public byte[] key() {
    return record.key();
  }

  /** Null where the record had none. */
  public byte[] value() {
    return record.value();
  }

  public Headers headers() {
    return record.headers();
  }

  /** A header's text; empty if it is missing or has no value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(header -> header.value())
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }

  /** Where the record failed, and is sent to again. */
  public String topic() {
    return header(LetterHeaders.TOPIC).orElse(id.topic());
  }

  /** Where the record failed; empty if the letter does not say. */
  Optional<Origin> failedAt() {
    return header(LetterHeaders.PARTITION)
        .flatMap(
            partition ->
                header(LetterHeaders.OFFSET)
                    .flatMap(offset -> Origin.parse(partition.trim() + "-" + offset.trim())));
  }

  /** Where the record was first written, however often it was sent again since. */
  Optional<Origin> origin() {
    return header(LetterHeaders.REPLAY_ORIGIN).flatMap(Origin::parse).or(this::failedAt);
  }

  /** What the record says it is. */
  RecordType type() {
    return RecordType.of(headers(), value());
  }

  /** The group that failed; empty if unknown. */
  public String group() {
    return header(LetterHeaders.GROUP).orElse("");
  }

  /** The same for failures of one cause; empty if unknown. */
  public String fingerprint() {
    return header(LetterHeaders.FINGERPRINT).orElse("");
  }

  /** What was wrong; empty if nothing was said. */
  public String message() {
    return header(LetterHeaders.MESSAGE).orElse("");
  }

  /** Whose record it is: its key. */
  public Optional<String> user() {
    return Optional.ofNullable(key()).map(key -> new String(key, StandardCharsets.UTF_8));
  }

  /** How often it had been sent again before it failed this time. */
  public int replayCount() {
    try {
      return Math.max(
          0, Integer.parseInt(header(LetterHeaders.REPLAY_COUNT).map(String::trim).orElse("0")));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public Instant firstFailedAt() {
    return time(LetterHeaders.FIRST_FAILED_AT);
  }

  public Instant lastFailedAt() {
    return time(LetterHeaders.LAST_FAILED_AT);
  }

  /** When the letter was written, to the millisecond. */
  public Instant writtenAt() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  private Instant time(String name) {
    try {
      return header(name).map(Rfc3339::parse).orElseGet(this::writtenAt);
    } catch (DateTimeException e) {
      return writtenAt();
    }
  }
}
