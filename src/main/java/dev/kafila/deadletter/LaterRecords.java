package dev.kafila.deadletter;

import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.kafka.TopicReaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;

/**
 * The records behind those that failed, with the same keys: in the partition where the record
 * failed, and, where another client had put it elsewhere, in the partition of its key since the
 * failure.
 *
 * <p>Reads each partition once, and then only what has come since. Throws what {@link
 * ClusterAdmin#told} makes of a failure.
 */
final class LaterRecords implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConnection connection;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<String> users = new HashSet<>();
  private final Map<LetterId, Map<TopicPartition, Long>> starts = new HashMap<>();
  private final Map<String, List<Seen>> seen = new HashMap<>();

  /**
   * A record that was found.
   *
   * @param origin where it was first written
   * @param replayGroup the one group that it is for; empty: all
   */
  record Seen(
      TopicPartition place,
      long offset,
      Origin origin,
      RecordType type,
      Optional<String> replayGroup) {}

  /**
   * @param letters what will be asked for
   */
  LaterRecords(KafkaConnection connection, Collection<Letter> letters) {
    this.connection = connection;
    this.consumer = TopicReaders.open(connection, PATIENCE, Map.of());
    try {
      asking(
          () -> {
            Map<TopicPartition, Long> from = new HashMap<>();
            for (var letter : letters) {
              letter.user().ifPresent(users::add);
              var start = starts(letter);
              starts.put(letter.id(), start);
              start.forEach((place, offset) -> from.merge(place, offset, Math::min));
            }
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            return null;
          });
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Map<TopicPartition, Long> starts(Letter letter) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    var partitions = consumer.partitionsFor(letter.id().topic());
    if (letter.key() == null || partitions == null || partitions.isEmpty()) {
      return starts;
    }
    var usual =
        new TopicPartition(
            letter.id().topic(), Utils.toPositive(Utils.murmur2(letter.key())) % partitions.size());
    letter
        .failedAt()
        .filter(failed -> failed.partition() < partitions.size())
        .ifPresent(
            failed ->
                starts.put(
                    new TopicPartition(letter.id().topic(), failed.partition()),
                    failed.offset() + 1));
    if (!starts.containsKey(usual)) {
      var since = consumer.offsetsForTimes(Map.of(usual, letter.firstFailedAt().toEpochMilli()));
      var found = since.get(usual);
      starts.put(
          usual, found == null ? consumer.endOffsets(List.of(usual)).get(usual) : found.offset());
    }
    return starts;
  }

  /** Reads up to what the cluster has now. */
  void advance() {
    asking(
        () -> {
          var places = consumer.assignment();
          if (places.isEmpty()) {
            return null;
          }
          var ends = consumer.endOffsets(places);
          long heardAt = System.nanoTime();
          while (places.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
            var records = consumer.poll(POLL);
            for (var record : records) {
              var user = record.key() == null ? null : LetterValue.utf8(record.key());
              if (user != null && users.contains(user)) {
                var place = new TopicPartition(record.topic(), record.partition());
                seen.computeIfAbsent(user, any -> new ArrayList<>())
                    .add(
                        new Seen(
                            place,
                            record.offset(),
                            RecordType.text(record.headers(), LetterHeaders.REPLAY_ORIGIN)
                                .flatMap(Origin::parse)
                                .orElse(new Origin(record.partition(), record.offset())),
                            RecordType.of(record.headers(), record.value()),
                            RecordType.text(record.headers(), LetterHeaders.REPLAY_GROUP)));
              }
            }
            heardAt = records.isEmpty() ? heardAt : System.nanoTime();
            if (System.nanoTime() - heardAt > PATIENCE.toNanos()) {
              throw new TimeoutException("no records for " + PATIENCE);
            }
          }
          return null;
        });
  }

  /** What is known by now of one of the letters, as it lies there. */
  List<Seen> after(Letter letter) {
    var from = starts.getOrDefault(letter.id(), Map.of());
    return letter.user().map(seen::get).orElse(List.of()).stream()
        .filter(record -> record.offset() >= from.getOrDefault(record.place(), Long.MAX_VALUE))
        .toList();
  }

  private <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw ClusterAdmin.told(connection, e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
