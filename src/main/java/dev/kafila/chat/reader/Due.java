package dev.kafila.chat.reader;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a task is due: a whole day, or a local time in a zone.
 *
 * @param date the day
 * @param time null for a whole day
 * @param zone the user's zone
 * @param dateInferred true where the sentence gave only a time ("no, at 10") and the day is the
 *     next that fits: a change of an existing task keeps the task's own day then
 */
public record Due(LocalDate date, LocalTime time, ZoneId zone, boolean dateInferred) {

  /** Whether it means the whole day. */
  public boolean wholeDay() {
    return time == null;
  }

  /** The instant, with its local time moved out of a daylight-saving gap; null for a whole day. */
  public ZonedDateTime at() {
    return time == null ? null : date.atTime(time).atZone(zone);
  }
}
