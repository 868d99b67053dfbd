package dev.kafila.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Whether partitions can be written to. */
final class PartitionLeaders {
  private PartitionLeaders() {}

  /**
   * Returns when a leader serves each partition. Before it does, of a producer's batches in flight
   * a later one may be taken and the first be out of sequence until its time is up.
   *
   * @throws KafkaAwayException if one has none in time
   */
  static void await(ClusterAdmin admin, Collection<String> topics) {
    var described = admin.answer(admin.kafka().describeTopics(topics).allTopicNames());
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    described.forEach(
        (name, topic) ->
            topic
                .partitions()
                .forEach(
                    one ->
                        ends.put(new TopicPartition(name, one.partition()), OffsetSpec.latest())));
    // The client asks again until the leaders answer.
    admin.answer(admin.kafka().listOffsets(ends).all());
  }
}
