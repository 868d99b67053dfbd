package dev.kafila.deadletter;

/** Why a letter's value cannot be edited as it was asked for. */
public final class EditRefusedException extends RuntimeException {
  public EditRefusedException(String message) {
    super(message);
  }
}
