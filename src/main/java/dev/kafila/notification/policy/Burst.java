package dev.kafila.notification.policy;

import dev.kafila.task.InvalidFieldException;
import java.time.Duration;
import java.util.Optional;

/**
 * How many pushes in a short time are too many: those above become one, and come later by that time
 * at most. The usual time is short, because some of them are about something that begins soon.
 *
 * @param enabled true unless said otherwise
 * @param moreThan 1 to 1000; 10 unless said otherwise
 * @param minutes 1 to 1440; 5 unless said otherwise
 */
public record Burst(Boolean enabled, Integer moreThan, Integer minutes) {
  /** For whoever never chose. */
  public static final Burst DEFAULT = new Burst(null, null, null);

  private static final int MOST = 1000;
  private static final int DAY = 1440;

  public Burst {
    enabled = enabled == null || enabled;
    moreThan = moreThan == null ? Integer.valueOf(10) : moreThan;
    minutes = minutes == null ? Integer.valueOf(5) : minutes;
    if (moreThan < 1 || moreThan > MOST) {
      throw new InvalidFieldException("burst.more_than", "must lie between 1 and " + MOST);
    }
    if (minutes < 1 || minutes > DAY) {
      throw new InvalidFieldException("burst.minutes", "must lie between 1 and " + DAY);
    }
  }

  /** Empty when switched off. */
  public Optional<Pace> pace() {
    return enabled
        ? Optional.of(new Pace(moreThan, Duration.ofMinutes(minutes)))
        : Optional.empty();
  }
}
