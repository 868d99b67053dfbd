package dev.kafila.event;

/** A record that is no CloudEvent, or not one that its topic may carry: final at once. */
public final class UnreadableEventException extends RuntimeException {
  public UnreadableEventException(String message) {
    super(message);
  }

  public UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
