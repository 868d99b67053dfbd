package dev.kafila.boot.delivery;

import dev.kafila.notification.delivery.Attempts;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Last step of a delivery: writes down what became of it. */
final class CloseAttempt implements Processor {
  private final Attempts attempts;

  CloseAttempt(Attempts attempts) {
    this.attempts = attempts;
  }

  @Override
  public void process(Exchange exchange) {
    var attempt = OpenAttempt.of(exchange);
    var failure = NoteFailure.of(exchange);
    if (failure == null) {
      attempts.delivered(attempt);
    } else {
      attempts.failed(attempt, failure);
    }
  }
}
