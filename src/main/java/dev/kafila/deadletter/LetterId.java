package dev.kafila.deadletter;

import dev.kafila.event.EventTopics;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a letter lies; as text {@code task-events-0-17}.
 *
 * @param topic the topic whose letters they are, without {@code dlq.}
 * @param partition of the dlq topic
 * @param offset in that partition
 */
public record LetterId(String topic, int partition, long offset) {
  private static final Pattern TEXT = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

  /**
   * @throws IllegalArgumentException if this cannot be an id
   */
  public static LetterId parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no dead letter's id: " + text);
    }
    return new LetterId(
        parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)));
  }

  TopicPartition place() {
    return new TopicPartition(EventTopics.deadLettersOf(topic), partition);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
