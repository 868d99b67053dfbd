package dev.kafila.kafka;

import dev.kafila.config.ConfigurationException;
import dev.kafila.process.Backoff;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a cluster that may come later, and says so. */
public final class KafkaAvailability {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAvailability.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaConnection connection;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  public KafkaAvailability(KafkaConnection connection) {
    this.connection = connection;
  }

  /** Whether the cluster answers now; within a few seconds. */
  public boolean answers() {
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      admin.answer(admin.kafka().describeCluster().clusterId());
      return true;
    } catch (KafkaAwayException e) {
      LOG.debug("no answer from {}", connection, e);
      return false;
    }
  }

  /**
   * Returns when the cluster answers, however long that takes.
   *
   * @throws ConfigurationException if it answers that it does not know us
   */
  public void await() throws InterruptedException {
    boolean waited = false;
    while (!answers()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      var pause = backoff.next();
      LOG.warn(
          "Kafka at {} does not answer, trying again in {} s; events wait in the outbox until then",
          connection,
          pause.toSeconds());
      waited = true;
      Thread.sleep(pause.toMillis());
    }
    if (waited) {
      LOG.info("Kafka at {} answers", connection);
    }
  }
}
