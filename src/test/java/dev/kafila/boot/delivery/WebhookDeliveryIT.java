package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.notification.DeliveryStatus;
import dev.kafila.testing.HttpReceiver;
import dev.kafila.testing.HttpReceiver.Answer;
import dev.kafila.testing.HttpReceiver.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks to receivers of every kind. */
class WebhookDeliveryIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static HttpReceiver receiver;
  private static Deliveries deliveries;

  @BeforeAll
  static void start() throws Exception {
    receiver = new HttpReceiver();
    deliveries =
        new Deliveries(
            Map.of(
                "kafila.webhook.allow-private-addresses", "true",
                "kafila.delivery.give-up-after", "15s"),
            "webhook");
  }

  @AfterAll
  static void stop() {
    deliveries.close();
    receiver.close();
  }

  @Test
  void theSignatureProvesWhereItComesFrom() throws Exception {
    // Given
    var secret = prefer("ann", "/ann?token=1");

    // When
    var id = deliveries.request("ann", "Grüße an Bob", "webhook");

    // Then
    awaitStatus("ann", id, DeliveryStatus.DELIVERED);
    var request = only("/ann?token=1");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.headers())
        .containsEntry("webhook-id", id.toString())
        .containsEntry("content-type", "application/json")
        .doesNotContainKeys("ce_id", "ce_userid", "traceparent", "cookie");
    var sent = Instant.ofEpochSecond(Long.parseLong(request.headers().get("webhook-timestamp")));
    assertThat(sent).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    assertThat(request.headers().get("webhook-signature"))
        .isEqualTo("v1," + signature(secret, request));
    var data = Json.read(request.body(), JsonNode.class).path("data");
    assertThat(data.path("title").asText()).isEqualTo("Grüße an Bob");
    assertThat(data.path("notification_id").asText()).isEqualTo(id.toString());
  }

  @Test
  void whatWentWrongForAWhileIsTriedAgainWithTheSameId() {
    // Given
    prefer("bob", "/bob");
    receiver.answer(
        "/bob",
        Answer.status(500),
        Answer.reset(),
        Answer.status(429, "Retry-After: 3"),
        Answer.status(408));

    // When
    var id = deliveries.request("bob", "Water the plants", "webhook");

    // Then
    awaitStatus("bob", id, DeliveryStatus.DELIVERED);
    assertThat(deliveries.outcomes(id, "webhook"))
        .containsExactly("away", "away", "away", "away", "delivered");
    var tries = receiver.received("/bob");
    assertThat(tries)
        .extracting(one -> one.headers().get("webhook-id"))
        .containsOnly(id.toString())
        .hasSize(5);
    assertThat(Duration.between(tries.get(2).at(), tries.get(3).at()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(deliveries.status("bob", id, "webhook").attempts()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 301, 307})
  void whatIsRefusedIsNotTriedAgainAndTheNextChannelIsUsed(int status) {
    // Given
    var user = "carl" + status;
    prefer(user, "/" + user);
    receiver.answer("/" + user, Answer.status(status, "Location: " + receiver.url("/elsewhere")));

    // When
    var id = deliveries.request(user, "Water the plants", "webhook");

    // Then
    awaitStatus(user, id, DeliveryStatus.FAILED);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(deliveries.status(user, id, "in_app"))
                    .satisfies(one -> assertThat(one.fallbackFrom()).isEqualTo("webhook"))
                    .satisfies(
                        one -> assertThat(one.status()).isEqualTo(DeliveryStatus.DELIVERED)));
    assertThat(deliveries.status(user, id, "webhook").error()).contains("HTTP " + status);
    assertThat(receiver.received("/" + user)).hasSize(1);
    assertThat(receiver.received("/elsewhere")).isEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(deliveries.published)
                    .filteredOn(one -> user.equals(one.headers().get("ce_userid")))
                    .extracting(
                        one -> one.type() + " " + one.headers().get("ce_channel"),
                        one -> one.data().path("fallback").asText(),
                        one -> one.data().path("fallback_from").asText())
                    .containsExactly(
                        tuple("notification.requested webhook", "", ""),
                        tuple("notification.failed webhook", "in_app", ""),
                        tuple("notification.requested in_app", "", "webhook"),
                        tuple("notification.delivered in_app", "", "webhook")));
  }

  @Test
  void aReceiverThatNeverAnswersIsGivenUpAndHoldsUpNobodyElse() {
    // Given
    prefer("dora", "/dora");
    prefer("eve", "/eve");
    receiver.answer("/dora", Answer.hang(), Answer.drip(), Answer.hang(), Answer.hang());
    receiver.answer("/eve", Answer.flood());
    deliveries.request("dora", "Never", "webhook");
    await().atMost(SOON).until(() -> !receiver.received("/dora").isEmpty());

    // When
    var before = Instant.now();
    var eves = deliveries.request("eve", "At once", "webhook");
    awaitStatus("eve", eves, DeliveryStatus.DELIVERED);

    // Then
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    var doras = deliveries.inbox("dora").get(0).notificationId();
    awaitStatus("dora", doras, DeliveryStatus.FAILED);
    assertThat(deliveries.status("dora", doras, "webhook").error())
        .startsWith("given up after 15s: ");
    assertThat(deliveries.outcomes(doras, "webhook")).hasSizeBetween(2, 4).containsOnly("away");
    assertThat(deliveries.deadLetters()).isZero();
  }

  /** The secret that was made. */
  private static String prefer(String user, String path) {
    return deliveries
        .prefer(
            user,
            "{\"channels\":[\"webhook\"],\"addresses\":{\"webhook\":\"%s\"}}"
                .formatted(receiver.url(path)))
        .get("webhook");
  }

  private static void awaitStatus(String user, UUID id, DeliveryStatus status) {
    deliveries.awaitStatus(user, id, "webhook", status);
  }

  private static Received only(String path) {
    assertThat(receiver.received(path)).hasSize(1);
    return receiver.received(path).get(0);
  }

  private static String signature(String secret, Received request) throws Exception {
    var content =
        "%s.%s.%s"
            .formatted(
                request.headers().get("webhook-id"),
                request.headers().get("webhook-timestamp"),
                request.body());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
    return Base64.getEncoder()
        .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
  }
}
