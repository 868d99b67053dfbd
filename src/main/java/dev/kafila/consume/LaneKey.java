package dev.kafila.consume;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What runs one after another: the records of a key, within their partition. */
final class LaneKey {
  private final String topic;
  private final int partition;
  private final byte[] key;
  private final int hash;

  private LaneKey(String topic, int partition, byte[] key) {
    this.topic = topic;
    this.partition = partition;
    this.key = key;
    this.hash = 31 * Arrays.hashCode(key) + partition;
  }

  /** A record without a key has a lane of its own. */
  static Object of(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null
        ? new Object()
        : new LaneKey(record.topic(), record.partition(), record.key());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LaneKey that
        && hash == that.hash
        && partition == that.partition
        && topic.equals(that.topic)
        && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
