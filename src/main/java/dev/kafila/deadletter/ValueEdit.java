package dev.kafila.deadletter;

/** Makes another value of a letter's. */
@FunctionalInterface
public interface ValueEdit {
  /** The value as it is. */
  ValueEdit NONE = Letter::value;

  /**
   * The value to send; null for none.
   *
   * @throws EditRefusedException if it cannot be made
   */
  byte[] edit(Letter letter);
}
