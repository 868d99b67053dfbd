package dev.kafila.process;

import java.time.Duration;

/** Doubling pauses between tries, up to a longest one. Not for several threads. */
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  public Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** How long to pause now; the following pause is twice as long. */
  public Duration next() {
    var pause = next;
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }

  /** Starts over with the first pause. */
  public void reset() {
    next = first;
  }
}
