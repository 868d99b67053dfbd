package dev.kafila.consume;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What runs one after another: the records of a key, within their partition. */
final class LaneKey {
  private static final long ANY = -1;

  private final String topic;
  private final int partition;
  private final byte[] key;
  private final long offset;
  private final int hash;

  private LaneKey(String topic, int partition, byte[] key, long offset) {
    this.topic = topic;
    this.partition = partition;
    this.key = key;
    this.offset = offset;
    this.hash = 31 * (31 * Arrays.hashCode(key) + partition) + Long.hashCode(offset);
  }

  /** A record without a key has a lane of its own, which it meets again when it comes again. */
  static LaneKey of(ConsumerRecord<byte[], byte[]> record) {
    return new LaneKey(
        record.topic(),
        record.partition(),
        record.key(),
        record.key() == null ? record.offset() : ANY);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LaneKey that
        && hash == that.hash
        && partition == that.partition
        && offset == that.offset
        && topic.equals(that.topic)
        && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
