package dev.kafila.ledger;

import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** What the cluster says of groups and topics. */
final class GroupOffsets implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClusterAdmin admin;

  GroupOffsets(KafkaConnection connection) {
    admin = new ClusterAdmin(connection, PATIENCE);
  }

  /** What each group has committed; a group that there is not has committed nothing. */
  Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) {
    if (groups.isEmpty()) {
      return Map.of();
    }
    var specs =
        groups.stream()
            .distinct()
            .collect(
                Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
    Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    admin
        .answer(admin.kafka().listConsumerGroupOffsets(specs).all())
        .forEach(
            (group, offsets) -> {
              Map<TopicPartition, Long> known = new HashMap<>();
              offsets.forEach(
                  (partition, offset) -> {
                    if (offset != null) {
                      known.put(partition, offset.offset());
                    }
                  });
              committed.put(group, known);
            });
    return committed;
  }

  /** How long each topic keeps its records; left out where that is for ever. */
  Map<String, Duration> retention(Collection<String> topics) {
    var resources =
        topics.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Duration> retention = new HashMap<>();
    admin
        .answer(admin.kafka().describeConfigs(resources).all())
        .forEach(
            (topic, config) -> {
              long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
              if (millis >= 0) {
                retention.put(topic.name(), Duration.ofMillis(millis));
              }
            });
    return retention;
  }

  @Override
  public void close() {
    admin.close();
  }
}
