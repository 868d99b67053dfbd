package dev.kafila.kafka;

import java.util.List;

/**
 * How far groups are behind, and whether that is too far.
 *
 * @param alertThreshold records that a group may be behind on a partition
 * @param alert whether any is by more
 */
public record LagReport(int alertThreshold, boolean alert, List<PartitionLag> partitions) {

  /** Judges what was read. */
  public static LagReport of(List<PartitionLag> partitions, int alertThreshold) {
    boolean alert = partitions.stream().anyMatch(one -> one.lag() > alertThreshold);
    return new LagReport(alertThreshold, alert, partitions);
  }

  /** What is too far behind. */
  public List<PartitionLag> above() {
    return partitions.stream().filter(one -> one.lag() > alertThreshold).toList();
  }
}
