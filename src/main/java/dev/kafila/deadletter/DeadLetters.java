package dev.kafila.deadletter;

import dev.kafila.event.EventTopics;
import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.kafka.TopicReaders;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads what lies in the dlq topics, as a client that belongs to no group and leaves no trace.
 *
 * <p>Every method throws {@link dev.kafila.kafka.KafkaAwayException} if the cluster does not answer
 * within seconds, and {@link dev.kafila.config.ConfigurationException} if it does not let us in.
 */
public final class DeadLetters {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConnection connection;
  private final Map<String, String> topics;

  /**
   * @param topics whose letters to read; one without a dlq topic has none
   */
  public DeadLetters(KafkaConnection connection, Collection<String> topics) {
    this.connection = connection;
    this.topics =
        topics.stream().collect(Collectors.toMap(EventTopics::deadLettersOf, Function.identity()));
  }

  /**
   * Reads those wanted of all that lie there now, each partition in its order.
   *
   * @return up to which offset, exclusive
   */
  public Map<TopicPartition, Long> read(Predicate<Letter> wanted, Consumer<Letter> each) {
    return asking(
        consumer -> {
          var partitions = partitions(consumer);
          consumer.assign(partitions);
          consumer.seekToBeginning(partitions);
          var ends = consumer.endOffsets(partitions);
          long heardAt = System.nanoTime();
          while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
            var records = consumer.poll(POLL);
            for (var record : records) {
              var place = new TopicPartition(record.topic(), record.partition());
              var letter = new Letter(topics.get(record.topic()), record);
              if (record.offset() < ends.get(place) && wanted.test(letter)) {
                each.accept(letter);
              }
            }
            heardAt = records.isEmpty() ? heardAt : System.nanoTime();
            checkPatience(heardAt);
          }
          return ends;
        });
  }

  /** One letter; empty if there is none of this id, or none any more. */
  public Optional<Letter> find(LetterId id) {
    return asking(
        consumer -> {
          var place = id.place();
          var alone = List.of(place);
          if (!partitions(consumer).contains(place)
              || id.offset() < consumer.beginningOffsets(alone).get(place)
              || id.offset() >= consumer.endOffsets(alone).get(place)) {
            return Optional.empty();
          }
          consumer.assign(alone);
          consumer.seek(place, id.offset());
          long askedAt = System.nanoTime();
          while (consumer.position(place) == id.offset()) {
            var records = consumer.poll(POLL).records(place);
            if (!records.isEmpty()) {
              return Optional.of(new Letter(id.topic(), records.get(0)))
                  .filter(letter -> letter.id().equals(id));
            }
            checkPatience(askedAt);
          }
          return Optional.empty();
        });
  }

  private static void checkPatience(long since) {
    if (System.nanoTime() - since > PATIENCE.toNanos()) {
      throw new TimeoutException("no records for " + PATIENCE);
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.listTopics().entrySet().stream()
        .filter(topic -> topics.containsKey(topic.getKey()))
        .flatMap(topic -> topic.getValue().stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private <T> T asking(Function<KafkaConsumer<byte[], byte[]>, T> question) {
    try (var consumer = TopicReaders.open(connection, PATIENCE, Map.of())) {
      return question.apply(consumer);
    } catch (KafkaException e) {
      throw ClusterAdmin.told(connection, e);
    }
  }
}
