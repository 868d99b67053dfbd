package dev.kafila.store;

/** The database does not answer: nobody's fault but the surroundings', worth trying again. */
public final class StoreAwayException extends RuntimeException {
  public StoreAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
