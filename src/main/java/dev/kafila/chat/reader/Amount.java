package dev.kafila.chat.reader;

import java.time.Duration;
import java.time.Period;
import java.time.ZonedDateTime;

/**
 * A length of time: calendar days, months and years apart from hours and minutes, since a day is
 * not always 24 hours.
 */
public record Amount(Period period, Duration duration) {
  public static final Amount ZERO = new Amount(Period.ZERO, Duration.ZERO);

  public Amount plus(Amount other) {
    return new Amount(period.plus(other.period), duration.plus(other.duration));
  }

  /** The same length, backwards. */
  Amount negated() {
    return new Amount(period.negated(), duration.negated());
  }

  public boolean isZero() {
    return period.isZero() && duration.isZero();
  }

  /** Whether it is made of whole days only. */
  public boolean wholeDays() {
    return duration.isZero();
  }

  public ZonedDateTime after(ZonedDateTime time) {
    return time.plus(period).plus(duration);
  }

  /** As ISO 8601 writes it: {@code P1DT2H}. */
  public String iso() {
    if (period.isZero()) {
      return duration.toString();
    }
    return period + (duration.isZero() ? "" : duration.toString().substring(1));
  }
}
