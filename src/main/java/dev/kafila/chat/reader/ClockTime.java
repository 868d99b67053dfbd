package dev.kafila.chat.reader;

import java.time.LocalTime;

/**
 * A time of day as a sentence speaks of it.
 *
 * @param time as said; of "at 5" 05:00
 * @param open whether it may be in the morning or in the evening: "at 5", "half past 3"
 * @param part the part of the day, where that is all that was said or what settles an open time;
 *     null if none
 * @param midnight whether it was called midnight, which belongs to two days
 */
record ClockTime(LocalTime time, boolean open, DayPart part, boolean midnight) {
  private static final int FIRST_HOUR_BY_DAY = 7;

  /** A part of the day, and the time it stands for alone. */
  enum DayPart {
    MORNING(9),
    AFTERNOON(15),
    EVENING(19),
    NIGHT(22);

    final LocalTime time;

    DayPart(int hour) {
      this.time = LocalTime.of(hour, 0);
    }
  }

  static ClockTime exact(LocalTime time) {
    return new ClockTime(time, false, null, false);
  }

  static ClockTime open(LocalTime time) {
    return new ClockTime(time, true, null, false);
  }

  static ClockTime of(DayPart part) {
    return new ClockTime(null, false, part, false);
  }

  static ClockTime atMidnight() {
    return new ClockTime(LocalTime.MIDNIGHT, false, null, true);
  }

  ClockTime in(DayPart newPart) {
    return new ClockTime(time, open, newPart, midnight);
  }

  /**
   * The time that is meant: an open hour is one by day, 7:00 to 18:59, unless a part of the day or
   * the task itself says otherwise.
   *
   * @param usual the part of the day in which such a task takes place; null if unknown
   */
  LocalTime resolve(DayPart usual) {
    if (time == null) {
      return part.time;
    }
    if (!open) {
      return time;
    }
    int hour = time.getHour() % 12;
    DayPart settled = part != null ? part : usual;
    boolean morning = settled == null ? hour >= FIRST_HOUR_BY_DAY : isBeforeNoon(settled, hour);
    return time.withHour(morning ? hour : hour + 12);
  }

  private static boolean isBeforeNoon(DayPart part, int hour) {
    return switch (part) {
      case MORNING -> true;
      // "At 2 at night" and 12 lie behind midnight, "at 10 at night" before it.
      case NIGHT -> hour < 5;
      default -> false;
    };
  }
}
