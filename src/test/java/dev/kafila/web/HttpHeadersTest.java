package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.TraceContext;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers over real sockets: how many, how long, and what they may steer. */
class HttpHeadersTest extends StubbedHttp {
  @Test
  void ten_thousand_headers_are_a_431_and_harm_nobody() throws IOException {
    // When
    var answer =
        server.raw(
            "GET /api/ann/tasks HTTP/1.1\r\nHost: x\r\n" + "X-A: b\r\n".repeat(10_000) + "\r\n");
    var next = server.get("/api/ann/tasks");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 431 ");
    assertThat(next.status()).isEqualTo(200);
  }

  @Test
  void a_huge_header_is_a_431_and_a_huge_address_a_414() throws IOException {
    // When
    var header =
        server.raw("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "b".repeat(100_000) + "\r\n\r\n");
    var address = server.raw("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

    // Then
    assertThat(header).contains(" 431 ");
    assertThat(address).contains(" 414 ");
  }

  @Test
  void what_is_no_http_is_a_400() throws IOException {
    // When
    var answer = server.raw("hello\r\n\r\n");

    // Then
    assertThat(answer).contains(" 400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.OVERRIDE_TOPIC: dlq.task-events",
        "CamelKafkaOverrideTopic: dlq.task-events",
        "kafka.KEY: bob",
        "CamelHttpPath: /api/bob/chat",
        "CamelBeanMethodName: delete",
        "user_id: bob",
        "status: completed"
      })
  void no_header_steers_anything(String header) throws IOException {
    // When
    var answer =
        server.raw(
            "POST /api/ann/chat?kafka.OVERRIDE_TOPIC=x&user_id=bob HTTP/1.1\r\nHost: x\r\n"
                + "Connection: close\r\nContent-Type: application/json\r\n"
                + header
                + "\r\nContent-Length: 15\r\n\r\n{\"message\":\"a\"}");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("\"operation\":\"chat\"");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain(header.toLowerCase(java.util.Locale.ROOT));
    assertThat(API.requests).singleElement().extracting(ApiRequest::userId).isEqualTo("ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "\"x\"", "\"-1\"", "W/\"3\"", "\"1\", \"2\"", "\"\""})
  void an_if_match_that_is_no_version_is_a_400(String tag) {
    // When
    var answer = server.json("PATCH", TASK, "{}", "If-Match", tag);

    // Then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains("If-Match");
  }

  @Test
  void an_if_match_names_a_version_or_none() {
    // When
    server.json("PATCH", TASK, "{}", "If-Match", "\"3\"");
    server.json("PATCH", TASK, "{}", "If-Match", "*");

    // Then
    assertThat(API.requests.get(0).expectedVersion()).hasValue(3);
    assertThat(API.requests.get(1).expectedVersion()).isEmpty();
  }

  @Test
  void an_idempotency_key_is_bounded() {
    // When
    var longest =
        server.post("/api/ann/chat", "{\"message\":\"a\"}", "Idempotency-Key", "k".repeat(255));
    var longer =
        server.post("/api/ann/chat", "{\"message\":\"a\"}", "Idempotency-Key", "k".repeat(256));

    // Then
    assertThat(longest.status()).isEqualTo(200);
    assertThat(API.requests.get(0).idempotencyKey()).contains("k".repeat(255));
    assertThat(longer.status()).isEqualTo(422);
    assertThat(longer.json().path("errors").path(0).path("field").asText())
        .isEqualTo("Idempotency-Key");
  }

  @Test
  void a_caller_s_trace_goes_on_and_nonsense_starts_a_new_one() {
    // Given
    var traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    // When
    server.post("/api/ann/chat", "{\"message\":\"a\"}", "traceparent", traceparent);
    server.post("/api/ann/chat", "{\"message\":\"a\"}", "traceparent", "nonsense");

    // Then
    assertThat(API.requests.get(0).traceparent()).isEqualTo(traceparent);
    assertThat(API.requests.get(1).traceparent()).matches(TraceContext::isValid);
  }
}
