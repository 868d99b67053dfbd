package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static Delivery delivery() {
    var record = new ConsumerRecord<byte[], byte[]>("t", 0, 0, null, null);
    return new Delivery(record, EventHeaders.of(record.headers()).decoded(), null, 0);
  }

  @Test
  void an_abandoned_record_neither_starts_nor_finishes() {
    // Given
    var delivery = delivery();
    delivery.start();
    delivery.await();

    // When
    delivery.abandonUnlessRunning();

    // Then
    assertThat(delivery.abandoned()).isTrue();
    assertThat(delivery.start()).isFalse();
    assertThat(delivery.finish()).isFalse();
    assertThat(delivery.finished()).isFalse();
  }

  @Test
  void what_runs_is_abandoned_only_by_force() {
    // Given
    var delivery = delivery();
    delivery.start();

    // When
    delivery.abandonUnlessRunning();

    // Then
    assertThat(delivery.abandoned()).isFalse();
    assertThat(delivery.running()).isTrue();
    delivery.abandon();
    assertThat(delivery.abandoned()).isTrue();
  }

  @Test
  void between_finishing_and_abandoning_exactly_one_wins() throws Exception {
    // Given
    var threads = Executors.newFixedThreadPool(2);
    var barrier = new CyclicBarrier(2);
    try {
      for (int round = 0; round < 20_000; round++) {
        var delivery = delivery();
        delivery.start();

        // When
        Future<Boolean> finished =
            threads.submit(
                () -> {
                  barrier.await();
                  return delivery.finish();
                });
        Future<?> abandoned =
            threads.submit(
                () -> {
                  barrier.await();
                  delivery.abandon();
                  return null;
                });

        // Then
        boolean won = finished.get();
        abandoned.get();
        assertThat(delivery.finished()).isEqualTo(won);
        assertThat(delivery.abandoned()).isEqualTo(!won);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
