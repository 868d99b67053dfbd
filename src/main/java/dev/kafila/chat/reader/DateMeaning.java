package dev.kafila.chat.reader;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** A day as a sentence speaks of it, before it is known which day today is. */
@FunctionalInterface
interface DateMeaning {
  /**
   * The first day that fits.
   *
   * @param time the time of day that the sentence gives, null for none: "Tuesday at 5pm" may be
   *     today, "Tuesday" may not
   * @throws UnclearException if there is no such day
   */
  LocalDate resolve(LocalDateTime now, LocalTime time);

  /** Whether there is one more such day behind each: of "Friday", but not of "tomorrow". */
  default boolean comesAgain() {
    return true;
  }
}
