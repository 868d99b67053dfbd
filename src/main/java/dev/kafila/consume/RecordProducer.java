package dev.kafila.consume;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.kafka.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the body, a {@link ProducerRecord}, as it is.
 *
 * <p>camel-kafka makes a record from Camel's headers, which can hold no header twice, none without
 * a value, none that differs from another in case only, and none called {@code Camel*} or {@code
 * kafka.*}.
 */
final class RecordProducer extends KafkaProducer {
  RecordProducer(KafkaEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    if (exchange.getException() != null) {
      // Camel calls the dead letter's route even when preparing the letter failed.
      callback.done(true);
      return true;
    }
    return super.process(exchange, callback);
  }

  @Override
  @SuppressWarnings("unchecked")
  protected ProducerRecord<Object, Object> createRecord(Exchange exchange, Message message) {
    if (message.getBody() instanceof ProducerRecord<?, ?> record) {
      return (ProducerRecord<Object, Object>) record;
    }
    throw new IllegalArgumentException(
        "ordered-kafka: writes a ProducerRecord, not " + message.getBody());
  }
}
