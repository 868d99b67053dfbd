package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Recorded.Place;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far the groups are. */
final class Offsets implements AutoCloseable {
  private final Admin admin;

  Offsets(String servers) {
    admin = Admin.create(Map.of("bootstrap.servers", servers, "reconnect.backoff.max.ms", 1_000));
  }

  /** Of each group, where it has committed anything. */
  Map<String, Map<Place, Long>> committed() throws Exception {
    var specs =
        Groups.TOPICS_OF.keySet().stream()
            .collect(
                Collectors.toMap(Function.identity(), g -> new ListConsumerGroupOffsetsSpec()));
    Map<String, Map<Place, Long>> committed = new LinkedHashMap<>();
    answer(admin.listConsumerGroupOffsets(specs).all())
        .forEach(
            (group, offsets) -> {
              Map<Place, Long> places = new HashMap<>();
              offsets.forEach(
                  (partition, offset) -> {
                    if (offset != null) {
                      places.put(place(partition), offset.offset());
                    }
                  });
              committed.put(group, places);
            });
    return committed;
  }

  /** Of each partition of the three topics and of their dead letters. */
  Map<Place, Long> ends() throws Exception {
    var partitions = new HashMap<TopicPartition, OffsetSpec>();
    answer(admin.describeTopics(Groups.allTopics()).allTopicNames())
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        p ->
                            partitions.put(
                                new TopicPartition(name, p.partition()), OffsetSpec.latest())));
    Map<Place, Long> ends = new HashMap<>();
    answer(admin.listOffsets(partitions).all())
        .forEach((partition, end) -> ends.put(place(partition), end.offset()));
    return ends;
  }

  /** Records that the groups have not finished. */
  long lag() throws Exception {
    var ends = ends();
    var committed = committed();
    long lag = 0;
    for (var group : Groups.TOPICS_OF.entrySet()) {
      var offsets = committed.getOrDefault(group.getKey(), Map.of());
      for (var end : ends.entrySet()) {
        if (group.getValue().contains(end.getKey().topic())) {
          lag += end.getValue() - offsets.getOrDefault(end.getKey(), 0L);
        }
      }
    }
    return lag;
  }

  private static Place place(TopicPartition partition) {
    return new Place(partition.topic(), partition.partition());
  }

  private static <T> T answer(KafkaFuture<T> future) throws Exception {
    return future.get(15, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
