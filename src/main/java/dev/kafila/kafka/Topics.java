package dev.kafila.kafka;

import dev.kafila.config.ConfigurationException;
import dev.kafila.config.Settings;
import dev.kafila.kafka.TopicDifference.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics as they should be, compared with those of the cluster.
 *
 * <p>Every method throws {@link KafkaAwayException} if the cluster does not answer within seconds,
 * and {@link ConfigurationException} if it does not let us in.
 */
public final class Topics {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_SPREADING = Duration.ofSeconds(10);
  private static final String APPLY = "./kafila topics apply";

  private final KafkaConnection connection;
  private final List<TopicSpec> specs;

  /**
   * @param events names of the topics of events
   * @param deadLetters names of the topics of failed records
   * @param kafka partitions, and whether this is production
   */
  public Topics(
      KafkaConnection connection,
      Collection<String> events,
      Collection<String> deadLetters,
      Settings.Kafka kafka) {
    this.connection = connection;
    this.specs =
        Stream.concat(
                events.stream().map(name -> TopicSpec.events(name, kafka)),
                deadLetters.stream().map(name -> TopicSpec.deadLetters(name, kafka)))
            .toList();
  }

  /** What is different from how it should be; empty if nothing is. */
  public List<TopicDifference> plan() {
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      return differences(admin);
    }
  }

  /**
   * Makes missing topics, adds partitions, sets what is set wrong; does nothing where all is well.
   * When it returns, what it made can be written to.
   *
   * @return what was different, also what cannot be mended from here
   * @throws ConfigurationException if the cluster has too few brokers for the copies
   */
  public List<TopicDifference> apply() {
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      var differences = differences(admin);
      for (var spec : specs) {
        mend(
            admin,
            spec,
            differences.stream().filter(one -> one.topic().equals(spec.name())).toList());
      }
      if (differences.stream().anyMatch(one -> one.kind().mendable())) {
        awaitSpread(admin);
        PartitionLeaders.await(
            admin, differences.stream().map(TopicDifference::topic).distinct().toList());
      }
      return differences;
    }
  }

  /**
   * Changes nothing.
   *
   * @throws ConfigurationException names each difference and the command that mends it
   */
  public void verify() {
    var differences = plan();
    if (!differences.isEmpty()) {
      throw new ConfigurationException(
          "the topics are not as they should be: "
              + differences.stream()
                  .map(one -> one.sentence() + " (" + one.command() + ")")
                  .collect(Collectors.joining("; ")));
    }
  }

  /** The topics as they are, those that are missing too. */
  public List<TopicState> states() {
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      var described = describe(admin);
      var records = records(admin, described.values());
      return specs.stream()
          .map(spec -> state(spec.name(), described.get(spec.name()), records))
          .toList();
    }
  }

  private static TopicState state(String name, TopicDescription topic, Map<String, Long> records) {
    if (topic == null) {
      return new TopicState(name, 0, 0, 0, 0);
    }
    var partitions = topic.partitions();
    int lacking =
        (int) partitions.stream().filter(one -> one.isr().size() < one.replicas().size()).count();
    int copies = partitions.stream().mapToInt(one -> one.replicas().size()).min().orElse(0);
    return new TopicState(name, partitions.size(), copies, lacking, records.get(name));
  }

  private static Map<String, Long> records(
      ClusterAdmin admin, Collection<TopicDescription> topics) {
    var partitions =
        topics.stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(one -> new TopicPartition(topic.name(), one.partition())))
            .toList();
    var starts = admin.offsets(partitions, OffsetSpec.earliest());
    var ends = admin.offsets(partitions, OffsetSpec.latest());
    return partitions.stream()
        .collect(
            Collectors.groupingBy(
                TopicPartition::topic,
                Collectors.summingLong(one -> ends.get(one) - starts.get(one))));
  }

  private List<TopicDifference> differences(ClusterAdmin admin) {
    var described = describe(admin);
    var configs = configs(admin, described.keySet());
    var differences = new ArrayList<TopicDifference>();
    for (var spec : specs) {
      var topic = described.get(spec.name());
      if (topic == null) {
        differences.add(
            new TopicDifference(
                spec.name(),
                Kind.MISSING,
                "topic",
                counted(spec.partitions(), "partition"),
                "",
                spec.name() + " is missing",
                APPLY));
      } else {
        partitions(spec, topic).ifPresent(differences::add);
        replication(spec, topic).ifPresent(differences::add);
        config(spec, configs.get(spec.name())).forEach(differences::add);
      }
    }
    return differences;
  }

  private Map<String, TopicDescription> describe(ClusterAdmin admin) {
    var answers =
        admin
            .kafka()
            .describeTopics(specs.stream().map(TopicSpec::name).toList())
            .topicNameValues();
    var described = new HashMap<String, TopicDescription>();
    answers.forEach(
        (name, answer) -> {
          try {
            described.put(name, admin.answer(answer));
          } catch (KafkaAwayException e) {
            // To be retried by Kafka's own word, but here it is an answer.
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
              throw e;
            }
          }
        });
    return described;
  }

  private static Map<String, Config> configs(ClusterAdmin admin, Collection<String> topics) {
    var resources = topics.stream().map(Topics::resource).toList();
    return admin.answer(admin.kafka().describeConfigs(resources).all()).entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }

  private static Optional<TopicDifference> partitions(TopicSpec spec, TopicDescription topic) {
    int found = topic.partitions().size();
    if (found >= spec.partitions()) {
      return Optional.empty();
    }
    return Optional.of(
        new TopicDifference(
            spec.name(),
            Kind.TOO_FEW_PARTITIONS,
            "partitions",
            Integer.toString(spec.partitions()),
            Integer.toString(found),
            "%s has %s instead of %d"
                .formatted(spec.name(), counted(found, "partition"), spec.partitions()),
            APPLY));
  }

  private Optional<TopicDifference> replication(TopicSpec spec, TopicDescription topic) {
    int found = topic.partitions().stream().mapToInt(one -> one.replicas().size()).min().orElse(0);
    if (found >= spec.replication()) {
      return Optional.empty();
    }
    return Optional.of(
        new TopicDifference(
            spec.name(),
            Kind.REPLICATION,
            "replication",
            Integer.toString(spec.replication()),
            Integer.toString(found),
            "%s is kept on %s instead of %d"
                .formatted(spec.name(), counted(found, "broker"), spec.replication()),
            "kafka-reassign-partitions.sh --bootstrap-server %s --execute --reassignment-json-file FILE"
                .formatted(connection.bootstrapServers())));
  }

  private static List<TopicDifference> config(TopicSpec spec, Config found) {
    return spec.config().keySet().stream()
        .filter(key -> found.get(key) == null || !spec.accepts(key, found.get(key).value()))
        .map(key -> configDifference(spec, key, found.get(key)))
        .toList();
  }

  private static TopicDifference configDifference(TopicSpec spec, String key, ConfigEntry found) {
    var wanted = readable(key, spec.config().get(key));
    var is = found == null ? "not set" : readable(key, found.value());
    return new TopicDifference(
        spec.name(),
        Kind.CONFIG,
        key,
        wanted,
        is,
        "%s has %s %s instead of %s".formatted(spec.name(), key, is, wanted),
        APPLY);
  }

  private static String readable(String key, String value) {
    if (!key.equals(TopicConfig.RETENTION_MS_CONFIG) || value.equals("-1")) {
      return value;
    }
    var kept = Duration.ofMillis(Long.parseLong(value));
    return kept.equals(Duration.ofDays(kept.toDays()))
        ? counted(kept.toDays(), "day")
        : value + " ms";
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static void mend(ClusterAdmin admin, TopicSpec spec, List<TopicDifference> differences) {
    try {
      change(admin, spec, differences);
    } catch (KafkaException e) {
      throw new ConfigurationException(
          "Kafka refuses to change %s (%s): change it by hand, or lift what forbids it"
              .formatted(spec.name(), e.getMessage()),
          e);
    }
  }

  private static void change(
      ClusterAdmin admin, TopicSpec spec, List<TopicDifference> differences) {
    var kinds = differences.stream().map(TopicDifference::kind).collect(Collectors.toSet());
    if (kinds.contains(Kind.MISSING)) {
      create(admin, spec);
    }
    if (kinds.contains(Kind.TOO_FEW_PARTITIONS)) {
      admin.answer(
          admin
              .kafka()
              .createPartitions(Map.of(spec.name(), NewPartitions.increaseTo(spec.partitions())))
              .all());
    }
    if (kinds.contains(Kind.CONFIG)) {
      var changes =
          differences.stream()
              .filter(one -> one.kind() == Kind.CONFIG)
              .map(one -> new ConfigEntry(one.property(), spec.config().get(one.property())))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList();
      admin.answer(
          admin.kafka().incrementalAlterConfigs(Map.of(resource(spec.name()), changes)).all());
    }
  }

  private static void create(ClusterAdmin admin, TopicSpec spec) {
    try {
      admin.answer(admin.kafka().createTopics(List.of(spec.toNewTopic())).all());
    } catch (TopicExistsException e) {
      // Another Kafila was faster.
    } catch (InvalidReplicationFactorException e) {
      throw new ConfigurationException(
          "%s needs %d brokers for its copies and the cluster has fewer: add brokers, or set kafila.production=false"
              .formatted(spec.name(), spec.replication()),
          e);
    }
  }

  /** A change is known to the controller first and to every broker a moment later. */
  private void awaitSpread(ClusterAdmin admin) {
    long end = System.nanoTime() + LONGEST_SPREADING.toNanos();
    while (differences(admin).stream().anyMatch(one -> one.kind().mendable())) {
      if (System.nanoTime() - end > 0) {
        throw new KafkaAwayException("Kafka takes long to take over the topics: try again", null);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
