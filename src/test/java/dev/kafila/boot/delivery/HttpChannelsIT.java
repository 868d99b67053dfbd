package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.notification.DeliveryStatus;
import dev.kafila.testing.HttpReceiver;
import dev.kafila.testing.HttpReceiver.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Slack, Telegram and ntfy, as their servers are spoken to. */
class HttpChannelsIT {
  private static HttpReceiver receiver;
  private static Deliveries deliveries;

  @BeforeAll
  static void start() throws Exception {
    receiver = new HttpReceiver();
    deliveries =
        new Deliveries(
            Map.of(
                "kafila.slack.url", receiver.url("/services/"),
                "kafila.telegram.url", receiver.url(""),
                "kafila.telegram.token", "1:secret",
                "kafila.ntfy.url", receiver.url("/")),
            "slack",
            "telegram",
            "ntfy",
            "email");
  }

  @AfterAll
  static void stop() {
    deliveries.close();
    receiver.close();
  }

  @Test
  void slackGetsAText() {
    // Given
    prefer("ann", "slack", receiver.url("/services/T1/B1/x"));

    // When
    var id = deliveries.request("ann", "Say \"hi\"", "slack");

    // Then
    deliveries.awaitStatus("ann", id, "slack", DeliveryStatus.DELIVERED);
    assertThat(body("/services/T1/B1/x").path("text").asText()).isEqualTo("Say \"hi\"\nDue today.");
  }

  @Test
  void telegramGetsAChatAndAText() {
    // Given
    prefer("ann", "telegram", "-1001");

    // When
    var id = deliveries.request("ann", "Call Bob", "telegram");

    // Then
    deliveries.awaitStatus("ann", id, "telegram", DeliveryStatus.DELIVERED);
    assertThat(body("/bot1:secret/sendMessage"))
        .isEqualTo(Json.tree(Map.of("chat_id", "-1001", "text", "Call Bob\nDue today.")));
  }

  @Test
  void ntfyGetsATopicATitleAndAMessage() {
    // Given
    prefer("ann", "ntfy", "anns-tasks");
    receiver.answer("/", Answer.status(503, "Retry-After: 1"));

    // When
    var id = deliveries.request("ann", "Grüße", "ntfy");

    // Then
    deliveries.awaitStatus("ann", id, "ntfy", DeliveryStatus.DELIVERED);
    assertThat(Json.read(receiver.received("/").get(1).body(), JsonNode.class))
        .isEqualTo(
            Json.tree(Map.of("topic", "anns-tasks", "title", "Grüße", "message", "Due today.")));
    assertThat(deliveries.outcomes(id, "ntfy")).containsExactly("away", "delivered");
  }

  @Test
  void whatCannotGoOutFallsBackAtOnce() {
    // Given
    prefer("bob", "slack", "https://elsewhere.example.org/services/x");

    // When
    var foreign = deliveries.request("bob", "Call Ann", "slack");
    var nowhere = deliveries.request("bob", "Call Ann", "telegram");
    var notSetUp = deliveries.request("bob", "Call Ann", "email");
    var unknown = deliveries.request("bob", "Call Ann", "pigeon");

    // Then
    failed(foreign, "slack", "the address does not begin with " + receiver.url("/services/"));
    failed(nowhere, "telegram", "no address: addresses.telegram is not set in the preferences");
    failed(notSetUp, "email", "email is not set up here");
    failed(unknown, "pigeon", "there is no channel 'pigeon'");
  }

  @Test
  void operatorsSeeWhatIsNotSetUpAndWhatNobodyServes() {
    // Given
    var id = deliveries.request("cleo", "Call Ann", "email", "owl");
    deliveries.awaitStatus("cleo", id, "owl", DeliveryStatus.FAILED);
    deliveries.awaitStatus("cleo", id, "email", DeliveryStatus.FAILED);

    // When
    var email = deliveries.channel("email");
    var ntfy = deliveries.channel("ntfy");
    var inApp = deliveries.channel("in_app");
    var owl = deliveries.channel("owl");

    // Then
    assertThat(email.path("set_up").asBoolean()).isFalse();
    assertThat(email.at("/deliveries/last_error").asText()).isEqualTo("email is not set up here");
    assertThat(ntfy.path("set_up").asBoolean()).isTrue();
    assertThat(ntfy.at("/route/id").asText()).isEqualTo("delivery-ntfy");
    assertThat(ntfy.at("/breaker/state").asText()).isEqualTo("closed");
    assertThat(inApp.at("/route/state").asText()).isEqualTo("started");
    assertThat(inApp.has("breaker")).isFalse();
    assertThat(owl.has("route")).isFalse();
    assertThat(owl.at("/deliveries/waiting").asInt(-1)).isZero();
  }

  private static void failed(UUID id, String channel, String why) {
    deliveries.awaitStatus("bob", id, channel, DeliveryStatus.FAILED);
    assertThat(deliveries.status("bob", id, channel).error()).isEqualTo(why);
    var next = channel.equals("slack") ? "in_app" : "slack";
    assertThat(deliveries.status("bob", id, next).fallbackFrom()).isEqualTo(channel);
    deliveries.awaitStatus("bob", id, "in_app", DeliveryStatus.DELIVERED);
  }

  private static void prefer(String user, String channel, String address) {
    deliveries.prefer(
        user,
        Json.write(
            Map.of("channels", new String[] {channel}, "addresses", Map.of(channel, address))));
  }

  private static JsonNode body(String path) {
    assertThat(receiver.received(path)).hasSize(1);
    var request = receiver.received(path).get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.headers()).containsEntry("content-type", "application/json");
    return Json.read(request.body(), JsonNode.class);
  }
}
