package dev.kafila.consume;

import dev.kafila.event.CloudEvents;
import dev.kafila.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Turns a record into an {@link Event}. One of a type that the consumer does not want ends its
 * route here: in structured mode only the value tells the type.
 */
public final class CloudEventDataFormat extends ServiceSupport implements DataFormat {
  @Override
  public Object unmarshal(Exchange exchange, Object body) {
    Delivery delivery = Delivery.of(exchange);
    Event event =
        delivery == null
            ? CloudEvents.read(
                name -> exchange.getIn().getHeader(name, String.class),
                exchange.getIn().getBody(byte[].class))
            : CloudEvents.read(delivery.headers()::text, delivery.record().value());
    LogContext.enter(event);
    if (delivery != null && !delivery.context().wants(event.type())) {
      exchange.setRouteStop(true);
    }
    return event;
  }

  @Override
  public Object unmarshal(Exchange exchange, InputStream stream) throws IOException {
    return CloudEvents.read(
        name -> exchange.getIn().getHeader(name, String.class), stream.readAllBytes());
  }

  @Override
  public void marshal(Exchange exchange, Object graph, OutputStream stream) {
    throw new UnsupportedOperationException("events are written by the outbox");
  }
}
