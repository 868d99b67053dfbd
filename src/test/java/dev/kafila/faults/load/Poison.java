package dev.kafila.faults.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kafila.faults.load.JournalEntry.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records that nobody can read, as a faulty stranger would, and notes them. */
public final class Poison implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Journal journal;

  public Poison(String servers, Journal journal) {
    this.journal = journal;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all", "delivery.timeout.ms", 120_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Writes one under a user's key: neither JSON nor text, without the headers of an event. Every
   * group that reads the topic must set it aside.
   */
  public JournalEntry write(String topic, String user) throws InterruptedException {
    long number = journal.nextNumber();
    // Bytes that are no UTF-8, and a number that no other has.
    var value = "\u00ff\u00fe\u0000poison " + number;
    var noted = JsonNodeFactory.instance.objectNode().put("topic", topic).put("value", value);
    var entry = journal.begin(number, user, Operations.POISON, noted, null, null);
    var record =
        new ProducerRecord<>(
            topic,
            user.getBytes(StandardCharsets.UTF_8),
            value.getBytes(StandardCharsets.ISO_8859_1));
    record.headers().add("written-by", "a stranger".getBytes(StandardCharsets.UTF_8));
    record.headers().add("number", Long.toString(number).getBytes(StandardCharsets.UTF_8));
    Outcome outcome;
    try {
      producer.send(record).get(130, TimeUnit.SECONDS);
      outcome = Outcome.OK;
    } catch (ExecutionException | TimeoutException e) {
      outcome = Outcome.UNKNOWN;
    }
    return journal.end(entry.answered(outcome, Instant.now(), null, null, null));
  }

  @Override
  public void close() {
    producer.close();
  }
}
