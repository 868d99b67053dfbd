package dev.kafila.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When single records were written, read without belonging to any group. */
final class RecordTimes {
  /** One record's offset in its partition. */
  record Place(TopicPartition partition, long offset) {}

  private RecordTimes() {}

  /**
   * Times of the first records at or behind the places.
   *
   * @param patience longest time for all of them; what is not read until then is left out
   */
  static Map<Place, Instant> at(
      KafkaConnection connection, Collection<Place> places, Duration patience) {
    Map<Place, Instant> times = new HashMap<>();
    if (places.isEmpty()) {
      return times;
    }
    long until = System.nanoTime() + patience.toNanos();
    try (var consumer = consumer(connection)) {
      for (var place : new LinkedHashSet<>(places)) {
        time(consumer, place, until).ifPresent(time -> times.put(place, time));
      }
    }
    return times;
  }

  private static Optional<Instant> time(
      KafkaConsumer<byte[], byte[]> consumer, Place place, long until) {
    consumer.assign(List.of(place.partition()));
    consumer.seek(place.partition(), place.offset());
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      for (var record : consumer.poll(Duration.ofNanos(left))) {
        return Optional.of(Instant.ofEpochMilli(record.timestamp()));
      }
    }
    return Optional.empty();
  }

  private static KafkaConsumer<byte[], byte[]> consumer(KafkaConnection connection) {
    var properties = new HashMap<>(connection.properties());
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    // Retention may have taken the record since its offset was asked for.
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // A batch always comes whole; no more than that is of use.
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
