package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.notification.DeliveryStatus;
import dev.kafila.testing.HttpReceiver;
import dev.kafila.testing.HttpReceiver.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A channel that somebody adds with a circuit breaker that waits for a moment only. */
class ShortTimeLimitIT {

  @Test
  void whatWasSentAndNotAnsweredInTimeWasAnAttempt() throws Exception {
    var route =
        Files.readString(Path.of("routes", "delivery-webhook.camel.yaml"))
            .replaceFirst("timeoutDuration: \\d+", "timeoutDuration: 700");
    assertThat(route).contains("timeoutDuration: 700");
    try (var receiver = new HttpReceiver();
        var deliveries = new Deliveries(Map.of("kafila.webhook.allow-private-addresses", "true"))) {
      // Given
      deliveries.load("delivery-webhook", route);
      deliveries.prefer(
          "ann",
          "{\"channels\":[\"webhook\"],\"addresses\":{\"webhook\":\"%s\"}}"
              .formatted(receiver.url("/ann")));
      receiver.answer("/ann", Answer.hang());

      // When
      var id = deliveries.request("ann", "Call Bob", "webhook");

      // Then
      deliveries.awaitStatus("ann", id, "webhook", DeliveryStatus.DELIVERED);
      assertThat(deliveries.outcomes(id, "webhook")).containsExactly("away", "delivered");
      assertThat(deliveries.store.list(String.class, "select error from notification_attempts"))
          .contains("no answer within the time limit");
      assertThat(deliveries.status("ann", id, "webhook").attempts()).isEqualTo(2);
      assertThat(receiver.received("/ann"))
          .extracting(one -> one.headers().get("webhook-id"))
          .containsExactly(id.toString(), id.toString());
    }
  }
}
