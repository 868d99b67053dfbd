package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.testing.HttpReceiver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nobody reaches our own networks by asking us for a webhook. */
class PrivateAddressesIT {

  @Test
  void webhooksGoToTheInternetOnly() throws Exception {
    try (var receiver = new HttpReceiver();
        var deliveries = new Deliveries(Map.of(), "webhook")) {
      // Given
      var port = receiver.port();
      Map<String, String> addresses = new LinkedHashMap<>();
      addresses.put("a", "https://127.0.0.1:" + port + "/");
      addresses.put("b", "https://localhost:" + port + "/");
      addresses.put("c", "https://[::1]:" + port + "/");
      addresses.put("d", "https://10.0.0.1/");
      addresses.put("e", "https://169.254.169.254/latest/meta-data/");
      addresses.put("f", "https://[::ffff:127.0.0.1]:" + port + "/");
      addresses.put("g", "https://2130706433:" + port + "/");
      addresses.put("h", "https://0.0.0.0:" + port + "/");
      addresses.put("i", "http://127.0.0.1:" + port + "/");
      addresses.forEach(
          (user, address) ->
              deliveries.prefer(
                  user,
                  "{\"channels\":[\"webhook\"],\"addresses\":{\"webhook\":\"%s\"}}"
                      .formatted(address)));

      // When
      Map<String, UUID> requested = new LinkedHashMap<>();
      addresses
          .keySet()
          .forEach(user -> requested.put(user, deliveries.request(user, "Hello", "webhook")));

      // Then
      requested.forEach(
          (user, id) ->
              await()
                  .atMost(Duration.ofSeconds(40))
                  .untilAsserted(
                      () ->
                          assertThat(deliveries.status(user, id, "webhook").error())
                              .as(addresses.get(user))
                              .isEqualTo(
                                  user.equals("i")
                                      ? "the address is not https"
                                      : "the address leads to a private network")));
      assertThat(receiver.received("/")).isEmpty();
      assertThat(deliveries.deadLetters()).isZero();
    }
  }
}
