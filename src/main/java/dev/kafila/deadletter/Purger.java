package dev.kafila.deadletter;

import dev.kafila.config.ConfigurationException;
import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Throws letters away. They are hidden at once; Kafka can only delete a partition's first records,
 * so what lies behind a letter that stays is deleted when that goes too.
 */
final class Purger {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection connection;
  private final DeadLetters letters;
  private final PurgeLog log;

  Purger(KafkaConnection connection, DeadLetters letters, PurgeLog log) {
    this.connection = connection;
    this.letters = letters;
    this.log = log;
  }

  Purged purge(PurgePlan plan, String who) {
    if (plan.letters() == 0) {
      return Purged.of(plan, "nothing", null, null);
    }
    log.write(who, plan.selection(), plan.purged());
    try {
      return Purged.of(plan, "purged", delete(), null);
    } catch (KafkaAwayException | ConfigurationException | KafkaException e) {
      return Purged.of(
          plan,
          "purged",
          null,
          "they are hidden, but Kafka has not deleted them: %s; the next purge tries again"
              .formatted(e.getMessage()));
    }
  }

  /** Deletes what can be; answers how many purged letters are left. */
  private long delete() {
    var purged = log.read();
    Map<TopicPartition, Long> firstKept = new HashMap<>();
    List<LetterId> hidden = new ArrayList<>();
    var ends =
        letters.read(
            letter -> true,
            letter -> {
              var place = letter.id().place();
              if (!purged.contains(LetterPlace.of(letter))) {
                firstKept.putIfAbsent(place, letter.id().offset());
              } else if (firstKept.containsKey(place)) {
                hidden.add(letter.id());
              }
            });
    Map<TopicPartition, RecordsToDelete> deletions = new HashMap<>();
    ends.forEach(
        (place, end) ->
            deletions.put(place, RecordsToDelete.beforeOffset(firstKept.getOrDefault(place, end))));
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      admin.answer(admin.kafka().deleteRecords(deletions).all());
    }
    return hidden.size();
  }
}
