package dev.kafila.web;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;

/** Route configuration {@code rest-errors}: every exception becomes an RFC 9457 problem. */
public final class RestErrors extends RouteConfigurationBuilder {
  public static final String NAME = "rest-errors";

  @Override
  public void configuration() {
    routeConfiguration(NAME).onException(Throwable.class).handled(true).process(RestErrors::answer);
  }

  private static void answer(Exchange exchange) {
    var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    var path = exchange.getProperty(ContractFirst.PATH, String.class);
    HttpAnswer.write(exchange, Problems.answer(failure, path));
  }
}
