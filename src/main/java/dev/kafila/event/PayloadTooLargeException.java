package dev.kafila.event;

/** An event's data over {@link Outbox#MAX_DATA_BYTES}: refused before anything is stored. */
public final class PayloadTooLargeException extends RuntimeException {
  public PayloadTooLargeException(int bytes) {
    super(
        "the event would carry %,d bytes; at most %,d are allowed"
            .formatted(bytes, Outbox.MAX_DATA_BYTES));
  }
}
