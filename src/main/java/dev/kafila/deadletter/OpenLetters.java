package dev.kafila.deadletter;

import dev.kafila.event.EventTopics;
import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.kafka.TopicReaders;
import dev.kafila.store.UserTransactions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Which letters nobody has dealt with. Each letter is read once; of it only place and time are
 * kept, until it is replayed, purged, or gone. For one thread.
 */
final class OpenLetters implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final Map<String, String> topics;
  private final UserTransactions transactions;
  private final Map<TopicPartition, Partition> partitions = new HashMap<>();
  private KafkaConsumer<byte[], byte[]> consumer;

  /** A partition as far as it was read. */
  private static final class Partition {
    private final TreeMap<Long, Long> writtenAt = new TreeMap<>();
    private long next;
  }

  /**
   * What lies open in a topic.
   *
   * @param oldestAt ms since 1970; meaningless where there are none
   */
  record Count(long count, long oldestAt) {}

  OpenLetters(
      KafkaConnection connection, Collection<String> topics, UserTransactions transactions) {
    this.connection = connection;
    this.topics =
        topics.stream().collect(Collectors.toMap(EventTopics::deadLettersOf, Function.identity()));
    this.transactions = transactions;
  }

  /** By the topic where they failed; those without a topic of letters are left out. */
  Map<String, Count> count() {
    try {
      if (consumer == null) {
        consumer = TopicReaders.open(connection, PATIENCE, Map.of());
      }
      read();
    } catch (KafkaException e) {
      throw ClusterAdmin.told(connection, e);
    }
    partitions.forEach(this::leaveOutSettled);
    Map<String, Count> counts = new HashMap<>();
    partitions.forEach(
        (place, partition) ->
            counts.merge(
                topics.get(place.topic()),
                new Count(
                    partition.writtenAt.size(),
                    partition.writtenAt.values().stream()
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(Long.MAX_VALUE)),
                (one, other) ->
                    new Count(
                        one.count() + other.count(), Math.min(one.oldestAt(), other.oldestAt()))));
    return counts;
  }

  /** Those of the topics that there were at the last count. */
  List<ConfigResource> existing(Collection<ConfigResource> resources) {
    var names = partitions.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    return resources.stream().filter(one -> names.contains(one.name())).toList();
  }

  private void read() {
    var places =
        consumer.listTopics().entrySet().stream()
            .filter(topic -> topics.containsKey(topic.getKey()))
            .flatMap(topic -> topic.getValue().stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .collect(Collectors.toSet());
    partitions.keySet().retainAll(places);
    var begins = consumer.beginningOffsets(places);
    var ends = consumer.endOffsets(places);
    consumer.assign(places);
    for (var place : places) {
      var partition = partitions.computeIfAbsent(place, any -> new Partition());
      if (ends.get(place) < partition.next) {
        // The topic was made anew.
        partition.writtenAt.clear();
        partition.next = 0;
      }
      partition.writtenAt.headMap(begins.get(place)).clear();
      partition.next = Math.max(partition.next, begins.get(place));
      consumer.seek(place, partition.next);
    }
    readUpTo(places, ends);
  }

  private void readUpTo(Set<TopicPartition> places, Map<TopicPartition, Long> ends) {
    long heardAt = System.nanoTime();
    while (places.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
      var records = consumer.poll(POLL);
      for (var record : records) {
        partitions
            .get(new TopicPartition(record.topic(), record.partition()))
            .writtenAt
            .put(record.offset(), record.timestamp());
      }
      places.forEach(place -> partitions.get(place).next = consumer.position(place));
      heardAt = records.isEmpty() ? heardAt : System.nanoTime();
      if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
        throw new TimeoutException("no records for " + PATIENCE);
      }
    }
  }

  private void leaveOutSettled(TopicPartition place, Partition partition) {
    if (partition.writtenAt.isEmpty()) {
      return;
    }
    transactions.read(
        handle -> {
          handle
              .createQuery(
                  """
                  select letter_offset, letter_written_at from dead_letter_replays
                  where outcome = 'sent' and letter_topic = :topic
                    and letter_partition = :partition and letter_offset >= :first
                  union all
                  select letter_offset, letter_written_at from purged_letters
                  where letter_topic = :topic
                    and letter_partition = :partition and letter_offset >= :first
                  """)
              .bind("topic", topics.get(place.topic()))
              .bind("partition", place.partition())
              .bind("first", partition.writtenAt.firstKey())
              .map(
                  (row, context) ->
                      Map.entry(
                          row.getLong(1),
                          row.getObject(2, OffsetDateTime.class).toInstant().toEpochMilli()))
              .forEach(settled -> partition.writtenAt.remove(settled.getKey(), settled.getValue()));
          return null;
        });
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
