package dev.kafila.kafka;

/**
 * A topic as the cluster has it.
 *
 * @param partitions 0 if the cluster has no such topic
 * @param replication copies of the partition that has the fewest
 * @param underReplicated partitions that lack a copy at the moment
 * @param records that can be read now, over all partitions
 */
public record TopicState(
    String topic, int partitions, int replication, int underReplicated, long records) {}
