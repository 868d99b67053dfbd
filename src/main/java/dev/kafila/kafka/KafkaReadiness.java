package dev.kafila.kafka;

import java.util.Optional;

/** Whether Kafka answers and has its topics: told in health. */
public final class KafkaReadiness {
  private volatile boolean ready = false;
  private volatile String waitingFor = "Kafka has not been asked yet";

  /**
   * @param reason what is waited for, for a person
   */
  public void waitingFor(String reason) {
    waitingFor = reason;
  }

  public void ready() {
    ready = true;
  }

  public boolean isReady() {
    return ready;
  }

  /** What is waited for; empty once it is ready. */
  public Optional<String> reason() {
    return isReady() ? Optional.empty() : Optional.of(waitingFor);
  }
}
