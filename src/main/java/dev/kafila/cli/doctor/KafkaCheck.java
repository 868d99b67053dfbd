package dev.kafila.cli.doctor;

import dev.kafila.config.Settings;
import dev.kafila.deadletter.DeadLetterService;
import dev.kafila.deadletter.LetterFilter;
import dev.kafila.deadletter.LetterGroup;
import dev.kafila.event.EventTopics;
import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.kafka.Lag;
import dev.kafila.kafka.LagReport;
import dev.kafila.kafka.TopicDifference;
import dev.kafila.kafka.Topics;
import dev.kafila.store.Database;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cluster, its topics, and what waits in them. */
final class KafkaCheck {
  static final String NAME = "kafka";
  static final String TOPICS = "topics";
  static final String LAG = "lag";
  static final String DEAD_LETTERS = "dead letters";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final LetterFilter ALL =
      new LetterFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final Settings settings;
  private final KafkaConnection connection;
  private final Clock clock;

  KafkaCheck(Settings settings, KafkaConnection connection, Clock clock) {
    this.settings = settings;
    this.connection = connection;
    this.clock = clock;
  }

  /** Throws as {@link ClusterAdmin} does. */
  Finding brokers() {
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      int brokers = admin.answer(admin.kafka().describeCluster().nodes()).size();
      return Finding.ok(
          NAME, "%d broker%s at %s".formatted(brokers, brokers == 1 ? "" : "s", connection));
    }
  }

  Finding topics() {
    var topics =
        new Topics(
            connection,
            EventTopics.ALL,
            EventTopics.ALL.stream().map(EventTopics::deadLettersOf).toList(),
            settings.kafka());
    return topics(topics.plan(), settings.kafka().production());
  }

  /**
   * @param production where a start would refuse instead of mending them
   */
  static Finding topics(List<TopicDifference> differences, boolean production) {
    if (differences.isEmpty()) {
      return Finding.ok(TOPICS, "as they should be");
    }
    var found =
        differences.stream().map(TopicDifference::sentence).collect(Collectors.joining("; "));
    return production
        ? Finding.wrong(TOPICS, found, "./kafila topics plan names each command that mends it")
        : Finding.warning(TOPICS, found, "./kafila topics apply mends it, and so does a start");
  }

  Finding lag() {
    var partitions = new Lag(connection, EventTopics.ALL, clock).read(Optional.empty());
    return lag(LagReport.of(partitions, settings.lagAlertThreshold()));
  }

  static Finding lag(LagReport report) {
    if (report.partitions().isEmpty()) {
      return Finding.ok(LAG, "no group reads yet");
    }
    if (!report.alert()) {
      return Finding.ok(
          LAG,
          "at most %d behind on a partition"
              .formatted(report.partitions().stream().mapToLong(one -> one.lag()).max().orElse(0)));
    }
    return Finding.wrong(
        LAG,
        report.above().stream()
            .map(
                one ->
                    "%s is %d behind on %s-%d"
                        .formatted(one.group(), one.lag(), one.topic(), one.partition()))
            .collect(Collectors.joining(", ")),
        "./kafila lag shows who reads; start more of that role, or look into its log");
  }

  /**
   * @param database which of them were replayed
   */
  Finding deadLetters(Database database) {
    var letters =
        new DeadLetterService(
            connection,
            EventTopics.ALL,
            new UserTransactions(database.jdbi()),
            clock,
            settings.maxReplays());
    int open = letters.groups(ALL, false).stream().mapToInt(LetterGroup::count).sum();
    return open == 0
        ? Finding.ok(DEAD_LETTERS, "none wait")
        : Finding.warning(DEAD_LETTERS, open + " wait", "./kafila dlq list shows their causes");
  }
}
