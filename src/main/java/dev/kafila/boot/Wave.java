package dev.kafila.boot;

import dev.kafila.event.PendingEvent;
import dev.kafila.event.PublishFault;
import dev.kafila.event.Unpublished;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Events on their way through the {@code outbox} route, one record each.
 *
 * <p>camel-kafka tells the outcome of each record by the exchange that it was made from. So each
 * redelivery sends only what is not acknowledged yet, and nothing that Kafka refuses for good.
 */
final class Wave implements Iterable<Exchange> {
  private final CamelContext context;
  private final List<Unpublished> givenUp = new ArrayList<>();
  private List<PendingEvent> left;
  private Sending sending;

  Wave(CamelContext context, List<PendingEvent> events) {
    this.context = context;
    this.left = List.copyOf(events);
  }

  /** Begins a try. */
  @Override
  public Iterator<Exchange> iterator() {
    settle();
    sending = new Sending(left);
    return sending;
  }

  /**
   * What is not published when the route has ended.
   *
   * @param failure of the route; null if it ended well, and with it whatever says nothing else
   */
  List<Unpublished> unpublished(Exception failure) {
    settle();
    if (failure != null) {
      for (var event : left) {
        givenUp.add(new Unpublished(event, reason(event, failure)));
      }
    }
    return givenUp;
  }

  private Exception reason(PendingEvent event, Exception failure) {
    var own = sending == null ? null : sending.failure(event);
    if (own != null) {
      return own;
    }
    // Another's refusal says nothing about this one.
    return PublishFault.of(failure) == PublishFault.KAFKA
        ? failure
        : new IllegalStateException("not sent, or not acknowledged");
  }

  /** Takes over the outcomes of the latest try. */
  private void settle() {
    if (sending == null) {
      return;
    }
    List<PendingEvent> again = new ArrayList<>();
    for (var event : left) {
      var failure = sending.failure(event);
      if (failure != null && PublishFault.of(failure) != PublishFault.KAFKA) {
        givenUp.add(new Unpublished(event, failure));
      } else if (failure != null || !sending.acknowledged(event)) {
        again.add(event);
      }
    }
    left = again;
  }

  /** One try. */
  private final class Sending implements Iterator<Exchange> {
    private final Iterator<PendingEvent> events;
    private final Map<Long, Exchange> records = new HashMap<>();
    private final Map<String, Exception> topics = new HashMap<>();
    private PendingEvent latest;
    private PendingEvent next;
    private boolean away;

    Sending(List<PendingEvent> events) {
      this.events = events.iterator();
    }

    Exception failure(PendingEvent event) {
      var record = records.get(event.outboxId());
      return record == null ? topics.get(event.topic()) : record.getException();
    }

    boolean acknowledged(PendingEvent event) {
      var record = records.get(event.outboxId());
      return record != null
          && record.getMessage().getHeader(KafkaConstants.KAFKA_RECORD_META) != null;
    }

    @Override
    public boolean hasNext() {
      noteLatest();
      while (next == null && !away && events.hasNext()) {
        var event = events.next();
        // The producer would wait for the topic once more.
        next = topics.containsKey(event.topic()) ? null : event;
      }
      return next != null;
    }

    /** Without metadata the producer waits for a record, and fails before it gets the next one. */
    private void noteLatest() {
      var failure = latest == null ? null : failure(latest);
      if (failure == null) {
        return;
      }
      var fault = PublishFault.of(failure);
      if (fault == PublishFault.TOPIC) {
        topics.putIfAbsent(latest.topic(), failure);
      }
      away |= fault == PublishFault.KAFKA && failure instanceof TimeoutException;
    }

    @Override
    public Exchange next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      latest = next;
      next = null;
      var record = record(latest);
      records.put(latest.outboxId(), record);
      return record;
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
}
