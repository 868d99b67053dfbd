package dev.kafila.boot.delivery;

import dev.kafila.notification.delivery.OutgoingMessage;
import dev.kafila.notification.delivery.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes of a message the webhook's body, and the headers that prove where it comes from. */
final class SignedWebhook implements Processor {
  private final Clock clock;

  SignedWebhook(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    var message = exchange.getIn().getBody(OutgoingMessage.class);
    var body = message.payload();
    var in = exchange.getIn();
    WebhookSignature.headers(message.id(), clock.instant(), message.secret(), body)
        .forEach(in::setHeader);
    in.setHeader(Exchange.CONTENT_TYPE, "application/json");
    in.setHeader(Exchange.HTTP_URI, message.address());
    in.setBody(body.getBytes(StandardCharsets.UTF_8));
  }
}
