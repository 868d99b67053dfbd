package dev.kafila.notification.delivery;

import java.time.Instant;

/**
 * Why an attempt did not deliver.
 *
 * @param reason for the user, and without the address, for it goes to the log too
 * @param detail what the other side said, for the user alone; null: nothing
 * @param notBefore when the other side wants to be tried again; null: it did not say
 */
public record Failure(Kind kind, String reason, String detail, Instant notBefore) {
  /** What is to be done about it. */
  public enum Kind {
    /** Will be refused again: the next channel's turn. */
    REFUSED,
    /** Tried again. */
    AWAY,
    /** Was not even tried, for the others were in vain. */
    NOT_TRIED
  }

  public static Failure refused(String reason) {
    return new Failure(Kind.REFUSED, reason, null, null);
  }

  public static Failure away(String reason) {
    return new Failure(Kind.AWAY, reason, null, null);
  }

  public static Failure notTried(String reason) {
    return new Failure(Kind.NOT_TRIED, reason, null, null);
  }

  /** The same with the words of the other side. */
  public Failure saying(String words) {
    return new Failure(kind, reason, words, notBefore);
  }

  /** The same with the moment that the other side asks for. */
  public Failure until(Instant moment) {
    return new Failure(kind, reason, detail, moment);
  }

  /** All that the user is told. */
  public String text() {
    return detail == null ? reason : reason + ": " + detail;
  }
}
