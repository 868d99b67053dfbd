package dev.kafila.event;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the publisher; any number of calls before it wakes count as one. */
public final class OutboxSignal implements Runnable {
  private final Semaphore permits = new Semaphore(0);

  @Override
  public void run() {
    if (permits.availablePermits() == 0) {
      permits.release();
    }
  }

  /**
   * @return whether there was a signal; false after the time
   */
  boolean await(Duration most) throws InterruptedException {
    boolean woken = permits.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    permits.drainPermits();
    return woken;
  }
}
