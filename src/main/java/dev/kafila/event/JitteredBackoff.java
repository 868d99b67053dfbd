package dev.kafila.event;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long until the next try. */
final class JitteredBackoff {
  private JitteredBackoff() {}

  /** 1 s, 2 s, 4 s ... up to the longest, each up to a fifth shorter or longer. */
  static Duration after(int triesBefore, Duration longest) {
    long millis = Math.min(longest.toMillis(), 1_000L << Math.min(triesBefore, 10));
    return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }
}
