package dev.kafila.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that belong to no group and leave no trace: they look at topics as they lie there. */
public final class TopicReaders {
  private TopicReaders() {}

  /**
   * Opens one.
   *
   * @param patience longest time for each question
   * @param additional consumer properties
   * @throws KafkaAwayException if not even the servers' names can be resolved
   */
  public static KafkaConsumer<byte[], byte[]> open(
      KafkaConnection connection, Duration patience, Map<String, Object> additional) {
    Map<String, Object> properties = new HashMap<>(connection.properties());
    int milliseconds = (int) patience.toMillis();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, milliseconds);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, milliseconds);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // What retention takes away while we read is passed over.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.putAll(additional);
    try {
      return new KafkaConsumer<>(
          properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw ClusterAdmin.told(connection, new TimeoutException(e.getMessage(), e));
    }
  }
}
