package dev.kafila.boot;

import dev.kafila.config.ConfigurationException;
import dev.kafila.kafka.KafkaAvailability;
import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.kafka.KafkaReadiness;
import dev.kafila.kafka.Topics;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for Kafka and sees to its topics, beside everything else: whoever chats waits for neither.
 */
final class KafkaStartup implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaStartup.class);

  private final Future<Void> brokerUp;
  private final KafkaAvailability availability;
  private final Topics topics;
  private final boolean production;
  private final KafkaReadiness readiness;
  private final Consumer<ConfigurationException> refused;
  private final Thread thread = new Thread(this::run, "kafka-startup");

  /**
   * @param brokerUp done when there is any use in asking
   * @param production true: topics are checked and never changed
   * @param refused told when the topics are not as they must be
   */
  KafkaStartup(
      Future<Void> brokerUp,
      KafkaAvailability availability,
      Topics topics,
      boolean production,
      KafkaReadiness readiness,
      Consumer<ConfigurationException> refused) {
    this.brokerUp = brokerUp;
    this.availability = availability;
    this.topics = topics;
    this.production = production;
    this.readiness = readiness;
    this.refused = refused;
    thread.setDaemon(true);
  }

  void start() {
    readiness.waitingFor(
        brokerUp.isDone() ? "Kafka does not answer yet" : "the embedded Kafka broker is starting");
    thread.start();
  }

  private void run() {
    try {
      brokerUp.get();
      seeToKafka();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void seeToKafka() throws InterruptedException {
    while (!readiness.isReady()) {
      try {
        availability.await();
        readiness.waitingFor("the topics are not there yet");
        seeToTopics();
        readiness.ready();
      } catch (KafkaAwayException e) {
        LOG.warn("Kafka went away while its topics were looked at; trying again");
        LOG.debug("topics", e);
      } catch (ConfigurationException e) {
        readiness.waitingFor(e.getMessage());
        refused.accept(e);
        return;
      }
    }
  }

  private void seeToTopics() {
    if (production) {
      topics.verify();
      return;
    }
    for (var difference : topics.apply()) {
      LOG.info("mended: {}", difference.sentence());
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(2_000);
  }
}
