package dev.kafila.notification.policy;

import dev.kafila.task.InvalidFieldException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When a user wants to hear nothing, in the user's own zone; over midnight where the end comes
 * before the start.
 *
 * <p>They begin when the clock first shows the start, and end when it last shows the end. A time
 * that a clock change leaves out counts as the moment of the change.
 *
 * @param start {@code HH:MM}
 * @param end {@code HH:MM}, another time than the start
 */
public record QuietHours(String start, String end) {
  public QuietHours {
    if (!WallTimes.isTime(start) || !WallTimes.isTime(end)) {
      throw new InvalidFieldException(
          "quiet_hours", "needs start and end as times of the day such as 22:00");
    }
    if (start.equals(end)) {
      throw new InvalidFieldException("quiet_hours", "must not start and end at the same time");
    }
  }

  /** The first moment from this one on that is not quiet: the same one where it is not. */
  public Instant endAfter(Instant moment, ZoneId zone) {
    var end = moment;
    while (true) {
      var later = endOfPeriodAround(end, zone);
      if (later.equals(end)) {
        return end;
      }
      end = later;
    }
  }

  private Instant endOfPeriodAround(Instant moment, ZoneId zone) {
    var today = LocalDate.ofInstant(moment, zone);
    // A period lasts less than a day on the clock; a clock change can take one more.
    for (var day = today.minusDays(2); !day.isAfter(today); day = day.plusDays(1)) {
      var begin = begin(day, zone);
      var end = WallTimes.last(overMidnight() ? day.plusDays(1) : day, time(this.end), zone);
      if (!moment.isBefore(begin) && moment.isBefore(end)) {
        return end;
      }
    }
    return moment;
  }

  /** Where both times come twice that day, the hours before must have ended first. */
  private Instant begin(LocalDate day, ZoneId zone) {
    var begin = WallTimes.first(day, time(start), zone);
    boolean early = overMidnight() && begin.isBefore(WallTimes.last(day, time(end), zone));
    return early ? WallTimes.last(day, time(start), zone) : begin;
  }

  private boolean overMidnight() {
    return end.compareTo(start) < 0;
  }

  private static LocalTime time(String text) {
    return LocalTime.parse(text);
  }
}
