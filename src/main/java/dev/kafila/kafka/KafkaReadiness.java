package dev.kafila.kafka;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Whether Kafka answers and has its topics: consumers wait for it, people don't. */
public final class KafkaReadiness {
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile String waitingFor = "Kafka has not been asked yet";

  /**
   * @param reason what is waited for, for a person
   */
  public void waitingFor(String reason) {
    waitingFor = reason;
  }

  public void ready() {
    ready.countDown();
  }

  public boolean isReady() {
    return ready.getCount() == 0;
  }

  /** What is waited for; empty once it is ready. */
  public Optional<String> reason() {
    return isReady() ? Optional.empty() : Optional.of(waitingFor);
  }

  public void await() throws InterruptedException {
    ready.await();
  }
}
