package dev.kafila.notification.policy;

import dev.kafila.task.InvalidFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Once a day, what there is to do.
 *
 * @param dailyAt {@code HH:MM} in the user's zone
 */
public record DailyDigest(String dailyAt) {
  public DailyDigest {
    if (!WallTimes.isTime(dailyAt)) {
      throw new InvalidFieldException(
          "digest", "needs daily_at as a time of the day such as 08:00");
    }
  }

  /** Its moment on a day: the first time that the clock shows it. */
  public Instant on(LocalDate day, ZoneId zone) {
    return WallTimes.first(day, LocalTime.parse(dailyAt), zone);
  }
}
