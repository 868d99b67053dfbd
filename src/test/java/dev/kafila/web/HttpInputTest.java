package dev.kafila.web;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofInputStream;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is asked for: bodies, fields and queries that get through, and those that are refused how.
 */
class HttpInputTest extends StubbedHttp {
  private static final int TWO_MEBIBYTES = 2 * 1024 * 1024;

  static Stream<Arguments> malformedBodies() {
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of("{\"message\": ", "Unexpected end-of-input"),
        Arguments.of("{'message': 'a'}", "not JSON"),
        Arguments.of("{\"message\":\"a\"} more", "not JSON"),
        Arguments.of("{\"message\":\"a\",\"message\":\"b\"}", "Duplicate field"),
        Arguments.of("{\"message\":NaN}", "not JSON"),
        Arguments.of("[".repeat(10_000), "not JSON"));
  }

  @ParameterizedTest
  @MethodSource("malformedBodies")
  void a_body_that_is_no_json_is_a_400(String body, String detail) {
    // When
    var answer = server.post("/api/ann/chat", body);

    // Then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(400);
    assertThat(answer.json().path("title").asText()).isEqualTo("Bad Request");
    assertThat(answer.json().path("instance").asText()).isEqualTo("/api/ann/chat");
    assertThat(answer.json().path("detail").asText()).contains(detail);
    assertThat(API.requests).isEmpty();
  }

  @Test
  void a_body_that_is_no_utf_8_is_a_400() {
    // Given
    byte[] latin1 = "{\"message\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    // When
    var answer =
        server.send(
            server
                .to("/api/ann/chat")
                .header("Content-Type", "application/json")
                .POST(ofByteArray(latin1)));

    // Then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asText()).contains("UTF-8");
    assertThat(API.requests).isEmpty();
  }

  static Stream<Arguments> senselessFields() {
    return Stream.of(
        Arguments.of("/api/ann/chat", "{}", "message"),
        Arguments.of("/api/ann/chat", "[]", "body"),
        Arguments.of("/api/ann/chat", "null", "body"),
        Arguments.of("/api/ann/chat", "{\"message\":\"\"}", "message"),
        Arguments.of("/api/ann/chat", "{\"message\":null}", "message"),
        Arguments.of("/api/ann/chat", "{\"message\":7}", "message"),
        Arguments.of("/api/ann/chat", "{\"message\":[\"a\"]}", "message"),
        Arguments.of("/api/ann/chat", "{\"message\":\"a\",\"colour\":1}", "colour"),
        Arguments.of("/api/ann/chat", "{\"message\":\"" + "x".repeat(10_001) + "\"}", "message"),
        Arguments.of("/api/ann/chat", "{\"message\":\"a\\u0000b\"}", "message"),
        Arguments.of("/api/ann/chat", "{\"message\":\"a\\ud800b\"}", "message"),
        Arguments.of("/api/ann/chat", "{\"message\":\"a\\udc00\\ud800\"}", "message"),
        Arguments.of(
            "/api/ann/chat", "{\"message\":\"a\",\"conversation_id\":\"\"}", "conversation_id"),
        Arguments.of(
            "/api/ann/chat",
            "{\"message\":\"a\",\"conversation_id\":\"" + "c".repeat(129) + "\"}",
            "conversation_id"),
        Arguments.of("/api/ann/tasks", "{\"title\":\"" + "x".repeat(501) + "\"}", "title"),
        Arguments.of("/api/ann/tasks", "{\"title\":\"a\",\"priority\":\"urgent\"}", "priority"),
        Arguments.of("/api/ann/tasks", "{\"title\":\"a\",\"tags\":\"b\"}", "tags"),
        Arguments.of("/api/ann/tasks", "{\"title\":\"a\",\"tags\":[\"b\",1]}", "tags[1]"),
        Arguments.of("/api/ann/tasks", "{\"title\":\"a\",\"tags\":[\"a\\u0000\"]}", "tags[0]"),
        Arguments.of("/api/ann/tasks", "{\"title\":\"a\",\"status\":\"completed\"}", "status"),
        Arguments.of(
            "/api/ann/tasks",
            "{\"title\":\"a\",\"reminders\":[{\"minutes_before\":-1}]}",
            "reminders[0].minutes_before"),
        Arguments.of(
            "/api/ann/tasks",
            "{\"title\":\"a\",\"reminders\":[{\"minutes_before\":1e400}]}",
            "reminders[0].minutes_before"),
        Arguments.of("/api/ann/tasks", "{\"title\":\"a\",\"\\u0000\":1}", "\u0000"),
        Arguments.of(TASK + "/complete", "{\"now\":true}", "now"),
        Arguments.of(TASK + "/snooze", "{\"minutes\":0}", "minutes"));
  }

  @ParameterizedTest
  @MethodSource("senselessFields")
  void a_field_that_makes_no_sense_is_a_422_that_names_it(String path, String body, String field) {
    // When
    var answer = server.post(path, body);

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("errors").findValuesAsText("field")).contains(field);
    assertThat(answer.json().path("detail").asText()).isNotEmpty();
    assertThat(API.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=some", "limit=0", "limit=201", "limit=ten", "tag=", "cursor="})
  void a_query_that_makes_no_sense_is_a_422_that_names_the_parameter(String query) {
    // When
    var answer = server.get("/api/ann/tasks?" + query);

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactly(query.substring(0, query.indexOf('=')));
  }

  @Test
  void a_parameter_that_is_given_twice_is_a_422() {
    // When
    var answer = server.get("/api/ann/tasks?limit=3&limit=4");

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("limit");
  }

  @Test
  void the_contract_s_defaults_hold_for_what_a_query_leaves_out() {
    // When
    var answer = server.get("/api/ann/tasks?q=a+b%20c");

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(API.requests.get(0).query())
        .containsEntry("status", "all")
        .containsEntry("limit", "50")
        .containsEntry("q", "a b c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDE00 caf\u00e9",
        "\u05e9\u05dc\u05d5\u05dd \u200f(\u05e2\u05d5\u05dc\u05dd)\u200e",
        "e\u0301 \u0301 \t tab",
        "  spaces kept  ",
        "\uFEFF\uFFFD\uFFFF"
      })
  void any_text_of_whole_characters_arrives_exactly(String message) throws IOException {
    // Given
    var body = dev.kafila.event.Json.mapper().createObjectNode().put("message", message);

    // When
    var answer = server.post("/api/ann/chat", body.toString());

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("body").path("message").textValue()).isEqualTo(message);
    assertThat(API.requests.get(0).body().path("message").textValue()).isEqualTo(message);
  }

  @Test
  void the_longest_message_is_counted_in_characters() {
    // Given
    var message = "\uD83D\uDE00".repeat(10_000);

    // When
    var answer = server.post("/api/ann/chat", "{\"message\":\"" + message + "\"}");

    // Then
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=iso-8859-1",
        "application/merge-patch+json"
      })
  void a_body_that_is_not_sent_as_json_is_a_415(String type) {
    // When
    var answer = postAs(type);

    // Then
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(API.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON; charset=UTF-8", "application/json;x=y"})
  void json_is_json_however_it_is_written(String type) {
    // When
    var answer = postAs(type);

    // Then
    assertThat(answer.status()).isEqualTo(200);
  }

  private ApiServer.Answer postAs(String contentType) {
    return server.send(
        server
            .to("/api/ann/chat")
            .header("Content-Type", contentType)
            .POST(ofString("{\"message\":\"a\"}")));
  }

  @Test
  void a_patch_may_be_sent_as_merge_patch() {
    // When
    var answer =
        server.send(
            server
                .to(TASK)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", ofString("{\"due_date\":null}")));

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(API.requests.get(0).body().get("due_date").isNull()).isTrue();
  }

  @Test
  void a_body_over_1_mib_is_a_413() {
    // When
    var answer =
        server.post("/api/ann/chat", "{\"message\":\"" + "x".repeat(TWO_MEBIBYTES) + "\"}");

    // Then
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(API.requests).isEmpty();
  }

  @Test
  void a_body_over_1_mib_that_does_not_tell_its_length_is_a_413() {
    // Given
    var stream = new ByteArrayInputStream(new byte[TWO_MEBIBYTES]);

    // When
    var answer =
        server.send(
            server
                .to("/api/ann/chat")
                .header("Content-Type", "application/json")
                .POST(ofInputStream(() -> stream)));

    // Then
    assertThat(answer.status()).isEqualTo(413);
    assertThat(API.requests).isEmpty();
  }

  @Test
  void a_body_that_is_announced_too_large_is_refused_before_it_is_sent() throws IOException {
    // When
    var answer =
        server.raw(
            "POST /api/ann/chat HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                + "Content-Length: 3000000000\r\n\r\n");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void a_caller_who_waits_for_leave_to_send_gets_it() throws IOException {
    // When
    var answer =
        server.raw(
            "POST /api/ann/chat HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                + "Content-Length: 15\r\n\r\n{\"message\":\"a\"}");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 100 Continue").contains("HTTP/1.1 200 OK");
  }
}
