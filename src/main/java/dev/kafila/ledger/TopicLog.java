package dev.kafila.ledger;

import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.kafka.TopicReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Topics as they lie there, read without belonging to a group.
 *
 * <p>Every method throws {@link dev.kafila.kafka.KafkaAwayException} if the cluster does not answer
 * within seconds, and {@link dev.kafila.config.ConfigurationException} if it does not let us in.
 */
final class TopicLog implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int RECORDS_A_POLL = 5_000;

  private final KafkaConnection connection;
  private final KafkaConsumer<byte[], byte[]> consumer;

  TopicLog(KafkaConnection connection) {
    this.connection = connection;
    this.consumer =
        TopicReaders.open(
            connection, PATIENCE, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL));
  }

  private <T> T asking(Function<KafkaConsumer<byte[], byte[]>, T> question) {
    try {
      return question.apply(consumer);
    } catch (KafkaException e) {
      throw ClusterAdmin.told(connection, e);
    }
  }

  /** Of those topics that there are. */
  Set<TopicPartition> partitions(Collection<String> topics) {
    return asking(
        client ->
            client.listTopics().entrySet().stream()
                .filter(topic -> topics.contains(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet()));
  }

  Map<TopicPartition, Long> starts(Collection<TopicPartition> partitions) {
    return asking(client -> client.beginningOffsets(partitions));
  }

  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return asking(client -> client.endOffsets(partitions));
  }

  /** Where the records written then or later begin; left out where there are none. */
  Map<TopicPartition, Long> since(Collection<TopicPartition> partitions, Instant time) {
    var asked =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), partition -> time.toEpochMilli()));
    var found = new HashMap<TopicPartition, Long>();
    asking(client -> client.offsetsForTimes(asked))
        .forEach(
            (partition, place) -> {
              if (place != null) {
                found.put(partition, place.offset());
              }
            });
    return found;
  }

  /** Reads each partition from its position up to its end, which is then its position. */
  void read(
      Map<TopicPartition, Long> positions,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    asking(
        client -> {
          var left =
              ends.keySet().stream()
                  .filter(partition -> positions.get(partition) < ends.get(partition))
                  .collect(Collectors.toSet());
          client.assign(left);
          left.forEach(partition -> client.seek(partition, positions.get(partition)));
          long heardAt = System.nanoTime();
          while (!left.isEmpty()) {
            var records = client.poll(POLL);
            for (var record : records) {
              if (record.offset()
                  < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                each.accept(record);
              }
            }
            var done =
                left.stream()
                    .filter(partition -> client.position(partition) >= ends.get(partition))
                    .toList();
            done.forEach(partition -> positions.put(partition, ends.get(partition)));
            if (!done.isEmpty()) {
              done.forEach(left::remove);
              client.assign(left);
            }
            heardAt = records.isEmpty() ? heardAt : System.nanoTime();
            if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
              throw new TimeoutException("no records for " + PATIENCE);
            }
          }
          return List.of();
        });
  }

  @Override
  public void close() {
    consumer.close();
  }
}
