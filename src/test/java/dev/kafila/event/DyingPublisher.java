package dev.kafila.event;

import dev.kafila.store.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that publishes, and dies after Kafka's acknowledgement and before the delete. */
final class DyingPublisher {
  private DyingPublisher() {}

  /**
   * Begins.
   *
   * @param arguments JDBC URL, user, password, bootstrap servers, topic, and after how many waves
   */
  public static void main(String[] arguments) throws InterruptedException {
    var database = Database.open(arguments[0], arguments[1], arguments[2], 4);
    var sink = new KafkaSink(arguments[3], arguments[4]);
    var waves = new AtomicInteger();
    int last = Integer.parseInt(arguments[5]);
    EventSink dying =
        events -> {
          var unpublished = sink.publish(events);
          if (waves.incrementAndGet() == last) {
            Runtime.getRuntime().halt(137);
          }
          return unpublished;
        };
    new OutboxPublisher(
            database.dataSource(),
            new OutboxSignal(),
            dying,
            new SimpleMeterRegistry(),
            Clock.systemUTC())
        .start();
    Thread.currentThread().join();
  }
}
