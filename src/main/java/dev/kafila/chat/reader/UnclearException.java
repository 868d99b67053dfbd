package dev.kafila.chat.reader;

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
    NUMERIC_DATE,
    REPEATS_NEVER,
    REPEATS_TWO_WAYS,
    HOW_OFTEN,
    MAYBE_REPEATS,
    /** Two days, or two times, between which the sentence does not decide. */
    EITHER,
    END_OF_WEEK,
    WHICH_DAY,
    WHICH_MIDNIGHT,
    REMIND_WHEN
  }

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

  /** What the question offers; which they are depends on the reason. */
  Object[] details() {
    return details;
  }
}
