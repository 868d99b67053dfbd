package dev.kafila.boot;

import dev.kafila.event.EventSink;
import dev.kafila.event.PendingEvent;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;

/** Hands events to the {@code outbox} route. */
final class RouteSink implements EventSink {
  private static final String ROUTE = "direct:outbox";

  private final CamelContext context;
  private final ProducerTemplate template;

  RouteSink(CamelContext context) {
    this.context = context;
    this.template = context.createProducerTemplate();
  }

  @Override
  public void publish(List<PendingEvent> events) throws Exception {
    // Made anew for each try: camel-kafka takes the topic out of a message that it has sent.
    Iterable<Exchange> records = () -> events.stream().map(this::record).iterator();
    var answer = template.send(ROUTE, exchange -> exchange.getMessage().setBody(records));
    if (answer.getException() != null) {
      throw answer.getException();
    }
  }

  private Exchange record(PendingEvent event) {
    var record = new DefaultExchange(context);
    var message = record.getMessage();
    message.setBody(event.data());
    event.headers().forEach(message::setHeader);
    message.setHeader(KafkaConstants.KEY, event.userId());
    message.setHeader(KafkaConstants.OVERRIDE_TOPIC, event.topic());
    return record;
  }
}
