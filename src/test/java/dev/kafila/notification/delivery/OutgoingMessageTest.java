package dev.kafila.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.notification.Notification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutgoingMessageTest {
  private static final UUID ID = UUID.fromString("01a1fdcf-3947-70f1-b700-e390a9fd5ea9");

  private static OutgoingMessage message(String title, String body) {
    return new OutgoingMessage(
        ID.toString(),
        "email",
        "ann@example.org",
        "whsec_secret",
        new Notification(
            ID,
            "ann",
            null,
            "digest",
            title,
            body,
            false,
            Instant.parse("2026-03-10T13:00:00Z"),
            null,
            List.of(),
            List.of()));
  }

  @Test
  void aTitleIsOneLineFitForAHeader() {
    assertThat(message("a\r\nBcc: b\u0000\u2028c\t", "x").title()).isEqualTo("a Bcc: b c");
  }

  @Test
  void thePageEscapesWhatPeopleWrite() {
    // When
    var page = message("<script>alert('1')</script>", "a & b\n\"c\"").html();

    // Then
    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
        .contains("a &amp; b<br>\n&quot;c&quot;")
        .doesNotContain("<script>");
  }

  @Test
  void makesJsonOfItsParts() {
    // When
    var json = message("a \"b\"", "c").json("chat_id=address text=titleAndText id");

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"chat_id\":\"ann@example.org\",\"text\":\"a \\\"b\\\"\\nc\",\"id\":\"%s\"}"
                .formatted(ID));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> message("a", "b").json("x=secret"))
        .withMessageContaining("no secret");
  }

  @Test
  void theWebhookGetsTheNotificationAndNothingElse() {
    // When
    var payload = Json.read(message("a", "b").payload(), JsonNode.class);

    // Then
    assertThat(payload.path("type").asText()).isEqualTo("notification");
    assertThat(payload.path("timestamp").asText()).isEqualTo("2026-03-10T13:00:00Z");
    assertThat(payload.path("data").fieldNames())
        .toIterable()
        .containsExactly(
            "notification_id", "user_id", "kind", "title", "body", "late", "created_at", "items");
  }

  @Test
  void isNeverPrintedWithAddressOrSecret() {
    assertThat(message("a", "b").toString()).doesNotContain("ann@").doesNotContain("whsec");
  }

  @Test
  void theSignatureIsThatOfTheSpecification() {
    // When: the example of Standard Webhooks' own libraries
    var headers =
        WebhookSignature.headers(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1614265330),
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "{\"test\": 2432232314}");

    // Then
    assertThat(headers)
        .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
        .containsEntry("webhook-timestamp", "1614265330")
        .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
