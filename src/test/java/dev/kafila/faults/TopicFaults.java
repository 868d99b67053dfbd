package dev.kafila.faults;

import dev.kafila.faults.Fault.Hit;
import dev.kafila.faults.Fault.Injection;
import dev.kafila.faults.judge.Groups;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** What happens to the topics of dead letters. */
final class TopicFaults {
  private static final List<ConfigEntry> UNWRITABLE =
      List.of(
          // More copies than there are brokers.
          new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "4"),
          new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1"));

  private TopicFaults() {}

  /** No dead letter is taken, for one of two reasons. */
  static Injection deadLettersRefused() {
    return (installation, random) -> {
      var brokers = installation.brokers();
      var entry = UNWRITABLE.get(random.nextInt(UNWRITABLE.size()));
      var before = values(brokers, entry.name());
      set(brokers, names(), topic -> entry);
      return new Hit(
          "dlq.*, by %s %s".formatted(entry.name(), entry.value()),
          () -> set(brokers, names(), before::get));
    };
  }

  private static Collection<String> names() {
    return Groups.TOPICS.stream().map(Groups.DEAD_LETTERS::concat).toList();
  }

  private static Map<String, ConfigEntry> values(Brokers brokers, String key) throws Exception {
    var resources = names().stream().map(TopicFaults::resource).toList();
    Map<String, ConfigEntry> values = new HashMap<>();
    Brokers.answer(brokers.admin().describeConfigs(resources).all())
        .forEach((resource, config) -> values.put(resource.name(), config.get(key)));
    return values;
  }

  private static void set(
      Brokers brokers,
      Collection<String> topics,
      java.util.function.Function<String, ConfigEntry> value)
      throws Exception {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (var topic : topics) {
      var wanted = value.apply(topic);
      changes.put(
          resource(topic),
          List.of(
              new AlterConfigOp(
                  new ConfigEntry(wanted.name(), wanted.value()), AlterConfigOp.OpType.SET)));
    }
    Brokers.answer(brokers.admin().incrementalAlterConfigs(changes).all());
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
