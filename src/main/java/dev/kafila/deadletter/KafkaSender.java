package dev.kafila.deadletter;

import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.kafka.KafkaConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends one letter after another, at most so many a second, and notes each before and after. */
final class KafkaSender implements Replayer.Sender, AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  /** As much as a letter may have: the outbox publishes up to 2 MiB. */
  private static final int LARGEST_RECORD = 4 << 20;

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final ReplayLog log;
  private final ReplayRequest request;
  private final KafkaProducer<byte[], byte[]> producer;
  private long nextAt = System.nanoTime();

  /**
   * @throws dev.kafila.kafka.KafkaAwayException if not even the servers' names can be resolved
   */
  KafkaSender(KafkaConnection connection, ReplayLog log, ReplayRequest request) {
    this.log = log;
    this.request = request;
    var properties = new HashMap<>(connection.properties());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
    try {
      producer =
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw ClusterAdmin.told(connection, new TimeoutException(e.getMessage(), e));
    }
  }

  @Override
  public void pace() {
    long wait = nextAt - System.nanoTime();
    while (wait > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = nextAt - System.nanoTime();
    }
    nextAt = System.nanoTime() + Duration.ofSeconds(1).dividedBy(request.perSecond()).toNanos();
  }

  @Override
  public Replayed send(Letter letter, byte[] value) {
    var note = log.begin(letter, value, request.who(), request.force());
    if (note.isEmpty()) {
      return Replayed.refused(letter, "somebody else replays or purges it right now");
    }
    try {
      var sent = producer.send(ReplayRules.record(letter, value)).get();
      log.end(note.get(), ReplayLog.Outcome.SENT);
      return Replayed.sent(letter, sent.partition(), sent.offset());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaAwayException("interrupted; it may have arrived", e);
    } catch (ExecutionException | KafkaException e) {
      var cause = e instanceof ExecutionException ? e.getCause() : e;
      if (cause instanceof RetriableException) {
        // The note stays as it is: the record may have arrived all the same.
        throw new KafkaAwayException("Kafka stopped answering; it may have arrived", cause);
      }
      log.end(note.get(), ReplayLog.Outcome.FAILED);
      return Replayed.failed(letter, String.valueOf(cause.getMessage()));
    }
  }

  @Override
  public void close() {
    producer.close(LONGEST_CLOSE);
  }
}
