package dev.kafila.boot;

import dev.kafila.event.EventSink;
import dev.kafila.event.PendingEvent;
import dev.kafila.event.Unpublished;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

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
  public List<Unpublished> publish(List<PendingEvent> events) throws InterruptedException {
    var wave = new Wave(context, events);
    var answer = template.send(ROUTE, exchange -> exchange.getMessage().setBody(wave));
    if (answer.getException() instanceof InterruptedException e) {
      throw e;
    }
    return wave.unpublished(answer.getException());
  }
}
