package dev.kafila.chat.reader;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A sentence that has two meanings, or none: the message is what to ask, without its language. */
final class UnclearException extends RuntimeException {
  /** Why it must be asked about. */
  enum Reason {
    NO_SUCH_DATE,
    NO_SUCH_TIME,
    IN_THE_PAST,
    TWO_DATES,
    TWO_TIMES,
    TWO_REPEATS,
    /** "for 5 days until April 30". */
    TWO_ENDS,
    NUMERIC_DATE,
    REPEATS_NEVER,
    /** The day until which it repeats lies before its first. */
    ENDS_TOO_SOON,
    REPEATS_TWO_WAYS,
    HOW_OFTEN,
    MAYBE_REPEATS,
    /** Two days, or two times, between which the sentence does not decide. */
    EITHER,
    END_OF_WEEK,
    WHICH_DAY,
    WHICH_MIDNIGHT,
    /** A number of minutes, or of hours: "in 5". */
    WHICH_UNIT,
    REMIND_WHEN
  }

  private static final Pattern OR =
      Pattern.compile("\\s*,?\\s+or\\s+(?:(?:maybe|perhaps|possibly|even|else|rather)\\s+)?");

  private final Reason reason;
  private final transient Object[] details;

  UnclearException(Reason reason, Object... details) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.details = details;
  }

  Reason reason() {
    return reason;
  }

  /** Whether one phrase is unclear by itself, rather than several together. */
  boolean ofItself() {
    return reason != Reason.TWO_DATES
        && reason != Reason.TWO_TIMES
        && reason != Reason.TWO_REPEATS
        && reason != Reason.TWO_ENDS
        && reason != Reason.ENDS_TOO_SOON
        && reason != Reason.IN_THE_PAST;
  }

  /** Whether only the day is unclear, and not the time. */
  boolean ofDay() {
    return reason == Reason.NO_SUCH_DATE
        || reason == Reason.TWO_DATES
        || reason == Reason.IN_THE_PAST
        || reason == Reason.END_OF_WEEK
        || reason == Reason.WHICH_DAY;
  }

  /** Whether it is about how something repeats. */
  boolean ofRepeat() {
    return reason == Reason.TWO_REPEATS
        || reason == Reason.REPEATS_NEVER
        || reason == Reason.REPEATS_TWO_WAYS
        || reason == Reason.HOW_OFTEN;
  }

  /** The readings that the question offers, as text that could have stood there. */
  List<String> offered() {
    return switch (reason) {
      case EITHER -> List.of(OR.split(details[0].toString(), 2));
      case MAYBE_REPEATS -> List.of(details[0].toString());
      case WHICH_UNIT -> List.of("in " + details[0] + " minutes", "in " + details[0] + " hours");
      case END_OF_WEEK -> List.of("on friday", "on sunday");
      case REPEATS_TWO_WAYS -> {
        String day = ((DayOfWeek) details[1]).name().toLowerCase(Locale.ROOT);
        yield List.of("every other " + day, "every month on the second " + day);
      }
      case WHICH_MIDNIGHT -> {
        LocalDate day = (LocalDate) details[0];
        yield List.of("on " + day + " at 00:00", "on " + day.plusDays(1) + " at 00:00");
      }
      default -> List.of();
    };
  }

  /** What the question offers; which they are depends on the reason. */
  Object[] details() {
    return details;
  }
}
