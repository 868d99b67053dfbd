package dev.kafila.web;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/** Last step of each operation's route: the {@link ApiAnswer} in the body becomes the response. */
public final class HttpAnswer implements Processor {

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException {
    write(exchange, exchange.getMessage().getMandatoryBody(ApiAnswer.class));
  }

  /** Replaces the message: nothing of the request is sent back. */
  static void write(Exchange exchange, ApiAnswer answer) {
    var message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    answer.headers().forEach(message::setHeader);
    message.setBody(answer.body() == null ? null : answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
