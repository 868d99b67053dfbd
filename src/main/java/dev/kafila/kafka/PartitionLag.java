package dev.kafila.kafka;

/**
 * How far one consumer group is behind on one partition.
 *
 * @param members how many consumers the group has now; 0 for one that does not run
 * @param committed offset of the first record that is not committed; null if nothing ever was
 * @param end offset that the next record will get
 * @param lag records that wait
 * @param oldestAgeSeconds time since the oldest waiting record was written; null if none waits, or
 *     it could not be read in time
 */
public record PartitionLag(
    String group,
    int members,
    String topic,
    int partition,
    Long committed,
    long end,
    long lag,
    Long oldestAgeSeconds) {

  /** Where the group goes on; a group of ours that has committed nothing begins at the start. */
  static long next(Long committed, long start) {
    return committed == null ? start : Math.max(committed, start);
  }

  /** None for a group that was further than a topic which has been made anew since. */
  static long lag(Long committed, long start, long end) {
    return Math.max(0, end - next(committed, start));
  }
}
