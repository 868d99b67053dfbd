package dev.kafila.kafka;

import dev.kafila.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic should be.
 *
 * @param partitions at least so many
 * @param replication at least so many copies
 * @param config its settings by Kafka's names
 */
record TopicSpec(String name, int partitions, short replication, Map<String, String> config) {
  private static final Duration EVENTS_KEPT = Duration.ofDays(7);
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);
  // A payload of 1 MiB with its headers.
  private static final int LARGEST_EVENT = 2 * 1024 * 1024;
  // The largest record that fits into a topic of events, with the headers that say why it failed.
  private static final int LARGEST_DEAD_LETTER = 3 * 1024 * 1024;

  static TopicSpec events(String name, Settings.Kafka kafka) {
    return spec(name, kafka.partitions(), kafka.production(), EVENTS_KEPT, LARGEST_EVENT);
  }

  static TopicSpec deadLetters(String name, Settings.Kafka kafka) {
    return spec(name, 1, kafka.production(), DEAD_LETTERS_KEPT, LARGEST_DEAD_LETTER);
  }

  private static TopicSpec spec(
      String name, int partitions, boolean production, Duration kept, int largest) {
    var config = new TreeMap<String, String>();
    config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis()));
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largest));
    config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    if (production) {
      config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
    }
    return new TopicSpec(name, partitions, (short) (production ? 3 : 1), config);
  }

  NewTopic toNewTopic() {
    return new NewTopic(name, partitions, replication).configs(config);
  }

  /** Whether a value does: larger records than asked for may be allowed, the rest is as said. */
  boolean accepts(String key, String found) {
    var wanted = config.get(key);
    if (key.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)) {
      return Long.parseLong(found) >= Long.parseLong(wanted);
    }
    return wanted.equals(found);
  }
}
