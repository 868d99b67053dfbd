package dev.kafila.chat.reader;

import java.time.ZonedDateTime;

/**
 * When to remind: exactly one of the two is given.
 *
 * @param minutesBefore minutes before the due time
 * @param at a time of its own
 */
public record Reminder(Integer minutesBefore, ZonedDateTime at) {
  public static Reminder before(int minutes) {
    return new Reminder(minutes, null);
  }

  public static Reminder at(ZonedDateTime time) {
    return new Reminder(null, time);
  }
}
