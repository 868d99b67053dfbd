package dev.kafila.consume;

import java.util.concurrent.ThreadLocalRandom;

/** Delays that double from the first to the most, each up to a fifth longer or shorter. */
record Backoff(long firstMs, long mostMs) {
  private static final double JITTER = 0.2;

  /**
   * @param failure 1 for the first
   */
  long delayMs(int failure) {
    double delay = Math.min((double) mostMs, firstMs * Math.pow(2, failure - 1.0));
    return Math.round(delay * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER));
  }
}
