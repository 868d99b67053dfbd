package dev.kafila.deadletter;

import dev.kafila.kafka.KafkaConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends letters to their own topics again, one after another, so that each key keeps its order. */
final class Replayer {
  private static final int PATIENCE_MS = 10_000;
  private static final Comparator<Letter> AS_THEY_FAILED =
      Comparator.comparing((Letter letter) -> letter.id().topic())
          .thenComparing(letter -> letter.id().partition())
          .thenComparing(letter -> letter.id().offset());

  private final KafkaConnection connection;
  private final ReplayLog log;
  private final ReplayRules rules;
  private final String who;

  Replayer(KafkaConnection connection, ReplayLog log, ReplayRules rules, String who) {
    this.connection = connection;
    this.log = log;
    this.rules = rules;
    this.who = who;
  }

  /** What {@link #replay} would do; changes nothing. */
  List<Replayed> plan(Collection<Letter> letters) {
    var before = log.read();
    return letters.stream()
        .sorted(AS_THEY_FAILED)
        .map(
            letter ->
                rules
                    .refusal(letter, before.of(letter))
                    .map(reason -> Replayed.refused(letter, reason))
                    .orElseGet(() -> Replayed.wouldSend(letter)))
        .toList();
  }

  /**
   * Sends what may be sent, in the order in which it failed. When the cluster stops answering, the
   * rest fails unsent.
   */
  List<Replayed> replay(Collection<Letter> letters) {
    var before = log.read();
    List<Replayed> all = new ArrayList<>();
    var properties = new HashMap<>(connection.properties());
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MS);
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      boolean away = false;
      for (var letter : letters.stream().sorted(AS_THEY_FAILED).toList()) {
        var refusal = rules.refusal(letter, before.of(letter));
        if (refusal.isPresent()) {
          all.add(Replayed.refused(letter, refusal.get()));
        } else if (away) {
          all.add(Replayed.failed(letter, "not sent, for Kafka stopped answering"));
        } else {
          away = !send(producer, letter, all);
        }
      }
    }
    return all;
  }

  /** Whether it makes sense to go on. */
  private boolean send(
      KafkaProducer<byte[], byte[]> producer, Letter letter, List<Replayed> results) {
    var note = log.begin(letter, who, rules.force());
    if (note.isEmpty()) {
      results.add(Replayed.refused(letter, "somebody else replays or purges it right now"));
      return true;
    }
    try {
      var sent = producer.send(ReplayRules.record(letter)).get();
      log.end(note.get(), ReplayLog.Outcome.SENT);
      results.add(Replayed.sent(letter, sent.partition(), sent.offset()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      results.add(Replayed.failed(letter, "interrupted; it may have arrived"));
      return false;
    } catch (ExecutionException | KafkaException e) {
      var cause = e instanceof ExecutionException ? e.getCause() : e;
      if (cause instanceof RetriableException) {
        // The note stays as it is: the record may have arrived all the same.
        results.add(Replayed.failed(letter, "Kafka stopped answering; it may have arrived"));
        return false;
      }
      log.end(note.get(), ReplayLog.Outcome.FAILED);
      results.add(Replayed.failed(letter, String.valueOf(cause.getMessage())));
      return true;
    }
  }
}
