package dev.kafila.event;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.testing.TestStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An outbox in a database of its own, and publishers of it. */
final class OutboxFixture implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  final TestStore store = TestStore.open();
  final OutboxSignal signal = new OutboxSignal();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final MemorySink sink = new MemorySink();
  private final List<OutboxPublisher> publishers = new ArrayList<>();

  /** A publisher with the sink, signal and meters of this fixture. */
  OutboxPublisher start() {
    return start(signal, sink, meters);
  }

  /** Another publisher. */
  OutboxPublisher start(OutboxSignal wokenBy, EventSink into) {
    return start(wokenBy, into, new SimpleMeterRegistry());
  }

  private OutboxPublisher start(
      OutboxSignal wokenBy, EventSink into, SimpleMeterRegistry registry) {
    var publisher =
        new OutboxPublisher(store.dataSource(), wokenBy, into, registry, Clock.systemUTC());
    publishers.add(publisher);
    publisher.start();
    return publisher;
  }

  void append(String user, String... subjects) {
    append(new Outbox(signal), user, subjects);
  }

  /** In one transaction. */
  void append(Outbox outbox, String user, String... subjects) {
    store.inUser(
        user,
        tx -> {
          for (var subject : subjects) {
            outbox.append(tx, event(user, subject));
          }
          return null;
        });
  }

  void appendTo(String topic, String user, String subject) {
    store.inUser(
        user,
        tx -> {
          new Outbox(signal).append(tx, event(topic, user, subject));
          return null;
        });
  }

  static OutgoingEvent event(String user, String subject) {
    return event(EventTopics.TASKS, user, subject);
  }

  private static OutgoingEvent event(String topic, String user, String subject) {
    return new OutgoingEvent(
        Ids.next(),
        topic,
        "task.created",
        CAUSE.source(),
        subject,
        user,
        Instant.now(),
        CAUSE.traceparent(),
        Map.of("subject", subject));
  }

  int waiting() {
    return store.value(Integer.class, "select count(*) from outbox");
  }

  void awaitEmpty() {
    awaitEmpty(LONG);
  }

  void awaitEmpty(Duration most) {
    await().atMost(most).untilAsserted(() -> assertThat(waiting()).isZero());
  }

  double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  double counter(String name) {
    return meters.get(name).counter().count();
  }

  @Override
  public void close() {
    publishers.forEach(OutboxPublisher::close);
    store.close();
  }
}
