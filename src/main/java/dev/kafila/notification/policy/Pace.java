package dev.kafila.notification.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * At most so many in any such time.
 *
 * @param most at least 1
 */
public record Pace(int most, Duration time) {

  /**
   * When the next may go.
   *
   * @param nthLast when the {@link #most}-th last one went; empty if there were fewer
   */
  public Instant next(Optional<Instant> nthLast, Instant now) {
    return nthLast.map(at -> at.plus(time)).filter(free -> free.isAfter(now)).orElse(now);
  }
}
