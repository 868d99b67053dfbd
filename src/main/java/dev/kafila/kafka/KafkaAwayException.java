package dev.kafila.kafka;

/** The cluster does not answer: worth trying again later. */
public final class KafkaAwayException extends RuntimeException {
  public KafkaAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
