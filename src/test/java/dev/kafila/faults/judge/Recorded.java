package dev.kafila.faults.judge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A record as it lies in a topic.
 *
 * @param timestamp milliseconds since 1970
 * @param key its bytes, one a character (ISO 8859-1), so that equal records are equal; null: none
 * @param value as the key
 * @param headers in their order
 */
public record Recorded(
    String topic,
    int partition,
    long offset,
    long timestamp,
    String key,
    String value,
    List<Header> headers) {

  /**
   * One header.
   *
   * @param value its bytes, one a character; null: none
   */
  public record Header(String name, String value) {}

  /** Bytes, one a character; null for null. */
  public static String raw(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The bytes that a raw text stands for; null for null. */
  public static byte[] bytes(String raw) {
    return raw == null ? null : raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A raw text read as UTF-8. */
  public static String text(String raw) {
    return raw == null ? null : new String(bytes(raw), StandardCharsets.UTF_8);
  }

  /** The last header of that name, as text. */
  public Optional<String> header(String name) {
    String found = null;
    for (var header : headers) {
      if (header.name().equals(name) && header.value() != null) {
        found = text(header.value());
      }
    }
    return Optional.ofNullable(found);
  }

  public Place place() {
    return new Place(topic, partition);
  }

  /** Where it lies, for people. */
  public String where() {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }

  Recorded at(long otherOffset) {
    return new Recorded(topic, partition, otherOffset, timestamp, key, value, headers);
  }

  Recorded withValue(String other) {
    return new Recorded(topic, partition, offset, timestamp, key, other, headers);
  }

  /** A partition of a topic. */
  public record Place(String topic, int partition) {
    @Override
    public String toString() {
      return topic + "-" + partition;
    }
  }
}
