package dev.kafila.task;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When to remind: at a moment, or some minutes before the task is due. Exactly one is given.
 *
 * @param minutesBefore 0 to 525,600 (a year)
 */
public record Reminder(OffsetDateTime remindAt, Integer minutesBefore) {
  private static final int MOST_MINUTES = 525_600;

  public Reminder {
    if ((remindAt == null) == (minutesBefore == null)) {
      throw new InvalidFieldException(
          "reminders", "each needs either remind_at or minutes_before, and not both");
    }
    if (remindAt != null && (remindAt.getYear() < 1 || remindAt.getYear() > Recurrence.LAST_YEAR)) {
      throw new InvalidFieldException(
          "reminders", "remind_at must lie in the years 1 to " + Recurrence.LAST_YEAR);
    }
    if (minutesBefore != null && (minutesBefore < 0 || minutesBefore > MOST_MINUTES)) {
      throw new InvalidFieldException(
          "reminders", "minutes_before must lie between 0 and " + MOST_MINUTES);
    }
  }

  public static Reminder at(OffsetDateTime moment) {
    return new Reminder(moment, null);
  }

  public static Reminder before(int minutes) {
    return new Reminder(null, minutes);
  }

  /** The moment; empty where it is relative and the task has no due date. */
  public Optional<Instant> instant(Due due, ZoneId zone) {
    if (remindAt != null) {
      return Optional.of(remindAt.toInstant());
    }
    return Optional.ofNullable(due)
        .map(d -> d.instant(zone).minus(Duration.ofMinutes(minutesBefore)));
  }
}
