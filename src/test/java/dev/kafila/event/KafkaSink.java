package dev.kafila.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes to one topic of a real broker: key user, value subject. */
final class KafkaSink implements EventSink, AutoCloseable {
  private final KafkaProducer<String, String> producer;
  private final String topic;

  KafkaSink(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "compression.type", "lz4"),
            new StringSerializer(),
            new StringSerializer());
  }

  @Override
  public List<Unpublished> publish(List<PendingEvent> events) throws InterruptedException {
    Map<PendingEvent, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    for (var event : events) {
      sent.put(event, producer.send(new ProducerRecord<>(topic, event.userId(), event.subject())));
    }
    List<Unpublished> unpublished = new ArrayList<>();
    for (var one : sent.entrySet()) {
      try {
        one.getValue().get();
      } catch (ExecutionException e) {
        unpublished.add(new Unpublished(one.getKey(), e.getCause()));
      }
    }
    return unpublished;
  }

  @Override
  public void close() {
    producer.close();
  }
}
