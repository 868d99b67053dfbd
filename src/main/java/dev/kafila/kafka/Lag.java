package dev.kafila.kafka;

import dev.kafila.config.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the consumer groups of a cluster are behind, those without members too.
 *
 * <p>It only reads, and belongs to no group itself.
 */
public final class Lag {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection connection;
  private final List<String> topics;
  private final Clock clock;

  /** A group's place in a partition. */
  private record Place(String group, int members, TopicPartition partition, Long committed) {}

  /**
   * @param topics what is looked at; others that a group reads are left out
   */
  public Lag(KafkaConnection connection, Collection<String> topics, Clock clock) {
    this.connection = connection;
    this.topics = List.copyOf(topics);
    this.clock = clock;
  }

  /**
   * By group, then topic, then partition: every partition of the topics that the group reads now or
   * has ever committed something of.
   *
   * @param only one group; empty: all
   * @throws KafkaAwayException if the cluster does not answer within seconds
   * @throws ConfigurationException if it does not let us in, or has no such group
   */
  public List<PartitionLag> read(Optional<String> only) {
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      // First, for of a cluster that is away listing its groups only says that it has no brokers.
      var partitions = partitions(admin);
      var groups = groups(admin, only);
      if (groups.isEmpty()) {
        return List.of();
      }
      var places = places(admin, groups, partitions);
      // Asked for after what is committed, so that it is never behind it.
      var read = places.stream().map(Place::partition).collect(Collectors.toSet());
      var starts = admin.offsets(read, OffsetSpec.earliest());
      var ends = admin.offsets(read, OffsetSpec.latest());
      var times = times(places, starts, ends);
      return places.stream()
          .map(
              place ->
                  lag(place, starts.get(place.partition()), ends.get(place.partition()), times))
          .toList();
    }
  }

  private static Set<String> groups(ClusterAdmin admin, Optional<String> only) {
    var listed =
        admin.answer(admin.kafka().listGroups(ListGroupsOptions.forConsumerGroups()).all());
    var groups =
        listed.stream().map(GroupListing::groupId).collect(Collectors.toCollection(TreeSet::new));
    if (only.isEmpty()) {
      return groups;
    }
    if (!groups.contains(only.get())) {
      throw new ConfigurationException(
          "the cluster has no consumer group %s: it has %s"
              .formatted(only.get(), groups.isEmpty() ? "none" : String.join(", ", groups)));
    }
    return Set.of(only.get());
  }

  private List<Place> places(
      ClusterAdmin admin, Set<String> groups, Map<String, List<TopicPartition>> partitions) {
    var described = admin.answer(admin.kafka().describeConsumerGroups(groups).all());
    var specs =
        groups.stream()
            .collect(
                Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
    var committed = admin.answer(admin.kafka().listConsumerGroupOffsets(specs).all());
    List<Place> places = new ArrayList<>();
    for (var group : groups) {
      var read = new HashSet<>(topicsOf(committed.get(group).keySet()));
      read.addAll(topicsOf(assigned(described.get(group))));
      int members = described.get(group).members().size();
      for (var topic : topics) {
        if (read.contains(topic)) {
          partitions
              .getOrDefault(topic, List.of())
              .forEach(
                  partition ->
                      places.add(
                          new Place(
                              group, members, partition, offset(committed.get(group), partition))));
        }
      }
    }
    return places;
  }

  /** Of those topics that there are. */
  private Map<String, List<TopicPartition>> partitions(ClusterAdmin admin) {
    var names = admin.answer(admin.kafka().listTopics().names());
    var present = topics.stream().filter(names::contains).toList();
    return admin.answer(admin.kafka().describeTopics(present).allTopicNames()).values().stream()
        .collect(Collectors.toMap(TopicDescription::name, Lag::partitions));
  }

  private static List<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()))
        .toList();
  }

  private static Set<TopicPartition> assigned(ConsumerGroupDescription group) {
    return group.members().stream()
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> topicsOf(Collection<TopicPartition> partitions) {
    return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
  }

  private static Long offset(
      Map<TopicPartition, OffsetAndMetadata> committed, TopicPartition partition) {
    var offset = committed.get(partition);
    return offset == null ? null : offset.offset();
  }

  private Map<RecordTimes.Place, Instant> times(
      List<Place> places, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    var behind =
        places.stream()
            .filter(
                place ->
                    PartitionLag.lag(
                            place.committed(),
                            starts.get(place.partition()),
                            ends.get(place.partition()))
                        > 0)
            .map(place -> next(place, starts.get(place.partition())))
            .toList();
    return RecordTimes.at(connection, behind, PATIENCE);
  }

  private static RecordTimes.Place next(Place place, long start) {
    return new RecordTimes.Place(place.partition(), PartitionLag.next(place.committed(), start));
  }

  private PartitionLag lag(
      Place place, long start, long end, Map<RecordTimes.Place, Instant> times) {
    long lag = PartitionLag.lag(place.committed(), start, end);
    var oldest = lag == 0 ? null : times.get(next(place, start));
    return new PartitionLag(
        place.group(),
        place.members(),
        place.partition().topic(),
        place.partition().partition(),
        place.committed(),
        end,
        lag,
        oldest == null ? null : Math.max(0, Duration.between(oldest, clock.instant()).toSeconds()));
  }
}
