package dev.kafila.web;

import io.vertx.core.buffer.Buffer;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Where every request of the contract comes in: who asks, how often, and whether it makes sense.
 */
final class Gate {
  private static final byte[] NO_BODY = {};

  private final Contract contract;
  private final Identity identity;
  private final RateLimits rateLimits;

  Gate(Contract contract, Identity identity, RateLimits rateLimits) {
    this.contract = contract;
    this.identity = identity;
    this.rateLimits = rateLimits;
  }

  /**
   * Makes the message's body an {@link ApiRequest} and leaves no header of the caller's in it.
   *
   * @throws ProblemException if the request is refused
   */
  ApiRequest admit(Exchange exchange, String operationId) {
    var message = (HttpMessage) exchange.getMessage();
    var http = message.getRequest();
    var operation = contract.operation(operationId);
    var path = pathOf(exchange);
    var parameters = RequestReader.path(operation, path);
    if (!operation.open()) {
      identity.check(parameters.get("user_id"), http.getHeader("Authorization"));
      rateLimits.admit(parameters.get("user_id"));
    }
    var body = message.getBody(Buffer.class);
    var request =
        RequestReader.read(
            operation,
            parameters,
            new RequestReader.Wire(
                http.method().name(),
                path,
                http.query(),
                http::getHeader,
                body == null ? NO_BODY : body.getBytes()));
    message.removeHeaders("*");
    message.setBody(request);
    return request;
  }

  static String pathOf(Exchange exchange) {
    return exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class);
  }
}
