package dev.kafila.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * When a task is due: a day, or a wall time. Floating; the task's zone makes it an instant.
 *
 * @param at the wall time; midnight for a whole day
 */
public record Due(LocalDateTime at, boolean wholeDay) {
  /** When a whole day begins for reminders: nobody wants them at midnight. */
  private static final LocalTime DAY_STARTS = LocalTime.of(9, 0);

  public static Due on(LocalDate day) {
    return new Due(day.atStartOfDay(), true);
  }

  public static Due at(LocalDateTime wallTime) {
    return new Due(wallTime.truncatedTo(ChronoUnit.SECONDS), false);
  }

  /** The same kind of due, at another time. */
  public Due movedTo(LocalDateTime wallTime) {
    return wholeDay ? on(wallTime.toLocalDate()) : at(wallTime);
  }

  /** The moment that reminders count back from. */
  public Instant instant(ZoneId zone) {
    var wallTime = wholeDay ? at.toLocalDate().atTime(DAY_STARTS) : at;
    return wallTime.atZone(zone).toInstant();
  }
}
