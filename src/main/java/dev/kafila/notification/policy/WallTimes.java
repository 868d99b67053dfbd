package dev.kafila.notification.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** Times of the day as people write them, and the moments at which a zone's clocks show them. */
final class WallTimes {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  private WallTimes() {}

  /**
   * @param text null is none
   */
  static boolean isTime(String text) {
    return text != null && TIME.matcher(text).matches();
  }

  /** When the clock shows it first; the moment of the change where a clock change leaves it out. */
  static Instant first(LocalDate day, LocalTime time, ZoneId zone) {
    return moment(day, time, zone, true);
  }

  /** When the clock shows it last; the moment of the change where a clock change leaves it out. */
  static Instant last(LocalDate day, LocalTime time, ZoneId zone) {
    return moment(day, time, zone, false);
  }

  private static Instant moment(LocalDate day, LocalTime time, ZoneId zone, boolean first) {
    var wall = day.atTime(time);
    var offsets = zone.getRules().getValidOffsets(wall);
    if (offsets.isEmpty()) {
      return zone.getRules().getTransition(wall).getInstant();
    }
    return wall.toInstant(offsets.get(first ? 0 : offsets.size() - 1));
  }
}
