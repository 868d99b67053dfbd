package dev.kafila.consume;

import dev.kafila.event.CloudEvents;
import dev.kafila.event.Event;
import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.TypeConverterSupport;

/**
 * Reads a record's bytes as the {@link Event} that they and the headers make: whatever asks for an
 * Event, a bean's method or {@code convertBodyTo}, is given it. That is one step less than {@code
 * unmarshal}, and a step with redelivery costs a copy of the exchange.
 *
 * <p>The event then is the body, so that the steps behind the one that asked have it too.
 *
 * <p>Camel finds it by {@code META-INF/services}.
 */
public final class EventConverter extends TypeConverterSupport implements TypeConverterLoader {
  @Override
  public void load(TypeConverterRegistry registry) {
    registry.addTypeConverter(Event.class, byte[].class, this);
  }

  /**
   * @throws dev.kafila.event.UnreadableEventException says what is wrong with the record
   */
  @Override
  public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
    Delivery delivery = Delivery.of(exchange);
    byte[] bytes = value == RecordMessage.NO_VALUE ? null : (byte[]) value;
    Event event =
        delivery == null
            ? CloudEvents.read(name -> exchange.getIn().getHeader(name, String.class), bytes)
            : CloudEvents.read(delivery.headers()::text, bytes);
    if (delivery != null) {
      delivery.happened(event.time());
    }
    LogContext.enter(event);
    if (exchange != null && exchange.getMessage().getBody() == value) {
      exchange.getMessage().setBody(event);
    }
    return type.cast(event);
  }
}
