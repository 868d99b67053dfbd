package dev.kafila.boot.delivery;

import dev.kafila.consume.OrderedKafkaEndpoint;
import dev.kafila.event.Event;
import dev.kafila.notification.delivery.Attempt;
import dev.kafila.notification.delivery.Attempts;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * First step of a delivery: the event becomes the message to send, and the route ends where there
 * is none.
 *
 * <p>Group and channel are those of the route's consumer ({@code groupId}, {@code attributes:
 * channel:...}).
 */
final class OpenAttempt implements Processor {
  static final String ATTEMPT = "kafila.attempt";

  private final Attempts attempts;

  OpenAttempt(Attempts attempts) {
    this.attempts = attempts;
  }

  @Override
  public void process(Exchange exchange) {
    var endpoint = (OrderedKafkaEndpoint) exchange.getFromEndpoint();
    var channel = endpoint.attributes().get(ServedChannels.ATTRIBUTE);
    if (channel == null) {
      throw new IllegalStateException(
          "%s: its consumer needs attributes: channel:<name>".formatted(exchange.getFromRouteId()));
    }
    var event = exchange.getIn().getBody(Event.class);
    var attempt = attempts.open(endpoint.getConfiguration().getGroupId(), channel, event);
    if (attempt.isEmpty()) {
      exchange.setRouteStop(true);
      return;
    }
    exchange.setProperty(ATTEMPT, attempt.get());
    // Nothing of the record goes out as a header of mail or HTTP.
    exchange.getIn().removeHeaders("*");
    exchange.getIn().setBody(attempt.get().message());
  }

  /** The one that the exchange is about. */
  static Attempt of(Exchange exchange) {
    return exchange.getProperty(ATTEMPT, Attempt.class);
  }
}
