package dev.kafila.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At most so many requests a second for each user, evened out over time (generic cell rate
 * algorithm): a user who was quiet may burst for a second.
 *
 * <p>Only the users seen last are remembered, so strangers cannot fill the memory.
 */
public final class RateLimits {
  private static final int MOST_USERS = 10_000;
  private static final Duration BURST = Duration.ofSeconds(1);

  private final Duration interval;
  private final Clock clock;

  /** User -> when what they have used up will be free again. */
  private final Map<String, Instant> usedUpTo =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_USERS;
        }
      };

  /**
   * @param perSecond 0: no limit
   */
  public RateLimits(int perSecond, Clock clock) {
    this.interval = perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(perSecond);
    this.clock = clock;
  }

  /**
   * @throws ProblemException 429 if the user asks too often
   */
  void admit(String userId) {
    if (interval.isZero()) {
      return;
    }
    var wait = reserve(userId, clock.instant());
    if (!wait.isNegative() && !wait.isZero()) {
      throw ProblemException.of(429, "too many requests from this user")
          .with("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
  }

  private synchronized Duration reserve(String userId, Instant now) {
    var before = usedUpTo.getOrDefault(userId, now);
    var after = (before.isBefore(now) ? now : before).plus(interval);
    var wait = Duration.between(now.plus(BURST), after);
    if (wait.isNegative() || wait.isZero()) {
      usedUpTo.put(userId, after);
    }
    return wait;
  }
}
