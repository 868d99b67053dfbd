package dev.kafila.event;

/** A readable event that its handler can never work off: final at once. */
public final class RejectedEventException extends RuntimeException {
  public RejectedEventException(String message) {
    super(message);
  }
}
