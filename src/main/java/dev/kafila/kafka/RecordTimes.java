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
    // A batch always comes whole; no more than that is of use.
    Map<String, Object> little =
        Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            1);
    try (var consumer = TopicReaders.open(connection, patience, little)) {
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
}
