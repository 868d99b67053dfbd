package dev.kafila.deadletter;

import dev.kafila.event.EventTopics;
import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.store.UserTransactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts, once a minute, the letters that nobody has dealt with, and warns before the end of their
 * topic's retention takes them away unseen.
 */
public final class OpenLetterWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenLetterWatch.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration AFTER_START = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection connection;
  private final OpenLetters letters;
  private final Clock clock;
  private final double alert;
  private final Map<String, Known> known = new HashMap<>();
  private final Thread thread = new Thread(this::run, "dead-letter-watch");

  /** What was found last; NaN: nothing yet. */
  private static final class Known {
    private volatile double open = Double.NaN;
    private volatile double retentionUsed = Double.NaN;
    private boolean warned;
  }

  /**
   * @param topics whose letters it watches
   * @param alert the share of the retention after which it warns, 0 to 1
   */
  public OpenLetterWatch(
      KafkaConnection connection,
      Collection<String> topics,
      UserTransactions transactions,
      MeterRegistry meters,
      Clock clock,
      double alert) {
    this.connection = connection;
    this.letters = new OpenLetters(connection, topics, transactions);
    this.clock = clock;
    this.alert = alert;
    thread.setDaemon(true);
    // In `camel run` the libraries are not on everybody's class path.
    thread.setContextClassLoader(OpenLetterWatch.class.getClassLoader());
    for (var topic : topics) {
      var one = new Known();
      known.put(topic, one);
      Gauge.builder("kafila.dlq.open", () -> one.open)
          .description("Dead letters that were neither replayed nor purged")
          .tag("topic", topic)
          .register(meters);
      Gauge.builder("kafila.dlq.retention.used", () -> one.retentionUsed)
          .description("Age of the oldest open dead letter as a share of its topic's retention")
          .tag("topic", topic)
          .register(meters);
    }
  }

  /** Begins to look, soon and then once a minute. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      Thread.sleep(AFTER_START.toMillis());
      while (true) {
        lookQuietly();
        Thread.sleep(EVERY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookQuietly() {
    try {
      look();
    } catch (RuntimeException e) {
      // Kafka or the database is away, which others say; in a minute it may be back.
      LOG.debug("open dead letters are not counted this time", e);
    }
  }

  /** Counts now. */
  void look() {
    var found = letters.count();
    boolean any = found.values().stream().anyMatch(one -> one.count() > 0);
    Map<String, Long> retention = any ? retention() : Map.of();
    known.forEach((topic, one) -> tell(topic, one, found.get(topic), retention.get(topic)));
  }

  private void tell(String topic, Known one, OpenLetters.Count found, Long retentionMs) {
    long open = found == null ? 0 : found.count();
    one.open = (double) open;
    one.retentionUsed =
        open == 0 || retentionMs == null || retentionMs <= 0
            ? 0
            : Math.max(0, clock.millis() - found.oldestAt()) / (double) retentionMs;
    boolean late = one.retentionUsed >= alert;
    if (late && !one.warned) {
      LOG.warn(
          "{} dead letters of {} wait, the oldest for {} % of the time that they are kept: look at"
              + " them (./kafila dlq list --topic {})",
          open, topic, Math.round(one.retentionUsed * 100), topic);
    }
    one.warned = late;
  }

  /** Of each topic's letters, in ms; -1: for ever. */
  private Map<String, Long> retention() {
    var resources =
        known.keySet().stream()
            .collect(
                Collectors.toMap(
                    topic ->
                        new ConfigResource(
                            ConfigResource.Type.TOPIC, EventTopics.deadLettersOf(topic)),
                    topic -> topic));
    Map<String, Long> retention = new HashMap<>();
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      admin
          .kafka()
          .describeConfigs(letters.existing(resources.keySet()))
          .values()
          .forEach(
              (resource, answer) ->
                  retention.put(resources.get(resource), retentionOf(admin.answer(answer))));
    }
    return retention;
  }

  private static long retentionOf(Config config) {
    return Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(2_000);
    if (!thread.isAlive()) {
      letters.close();
    }
  }
}
