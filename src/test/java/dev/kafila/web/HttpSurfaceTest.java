package dev.kafila.web;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofInputStream;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.TraceContext;
import dev.kafila.store.StoreAwayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests over real sockets: what gets through, and what is refused how. */
class HttpSurfaceTest {
  private static final StubApi API = new StubApi();
  private static final String TASK = "/api/ann/tasks/0199d2a0-0000-7000-8000-000000000001";
  private static final int TWO_MEBIBYTES = 2 * 1024 * 1024;

  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.start(ApiServer.openWeb(), API.beans());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() {
    API.requests.clear();
    API.failure = null;
  }

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

  @Test
  void a_user_may_have_any_name_that_can_be_encoded() {
    // When
    var answer = server.get("/api/Zo%C3%AB%2F%20%F0%9F%98%80/tasks");

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(API.requests.get(0).userId()).isEqualTo("Zo\u00eb/ \uD83D\uDE00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%00b", "a%0Ab", "%7F", "%C2%85"})
  void a_user_s_name_holds_no_control_characters(String user) {
    // When
    var answer = server.get("/api/" + user + "/tasks");

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("user_id");
  }

  @Test
  void a_user_s_name_is_bounded() {
    // When
    var longest = server.get("/api/" + "u".repeat(128) + "/tasks");
    var longer = server.get("/api/" + "u".repeat(129) + "/tasks");

    // Then
    assertThat(longest.status()).isEqualTo(200);
    assertThat(longer.status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/%ff/tasks", "/api/%zz/tasks", "/api/%e2%82/tasks"})
  void an_address_that_is_no_utf_8_is_a_400(String path) throws IOException {
    // When
    var answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    // Then
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nope", "/api", "/api/ann", "/api/ann/", "/api/ann/tasks/", "/api//tasks"})
  void an_unknown_address_is_a_404(String path) {
    // When
    var answer = server.get(path);

    // Then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("instance").asText()).isEqualTo(path);
  }

  @Test
  void an_unknown_method_is_a_405_that_names_the_known_ones() {
    // When
    var answer = server.delete("/api/ann/tasks");

    // Then
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void options_names_the_known_methods_and_allows_no_other_origin() {
    // When
    var answer =
        server.send(
            server
                .to("/api/ann/tasks")
                .header("Origin", "https://elsewhere.example")
                .method("OPTIONS", noBody()));

    // Then
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void head_answers_like_get_without_a_body() {
    // When
    var answer = server.send(server.to("/api/ann/tasks").method("HEAD", noBody()));

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.response().body()).isEmpty();
  }

  @Test
  void answers_forbid_sniffing_and_keeping() {
    // When
    var answer = server.get("/api/ann/tasks");

    // Then
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void an_answer_without_a_body_says_nothing_of_one() {
    // When
    var answer = server.delete(TASK);

    // Then
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Content-Type")).isNull();
    assertThat(answer.response().body()).isEmpty();
  }

  @Test
  void a_post_that_needs_no_body_needs_no_content_type() {
    // When
    var bare = server.send(server.to(TASK + "/complete").POST(noBody()));
    var empty = server.post(TASK + "/complete", "{}");

    // Then
    assertThat(bare.status()).isEqualTo(200);
    assertThat(empty.status()).isEqualTo(200);
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
    var answer =
        server.send(
            server
                .to("/api/ann/chat")
                .header("Content-Type", type)
                .POST(ofString("{\"message\":\"a\"}")));

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
    var answer =
        server.send(
            server
                .to("/api/ann/chat")
                .header("Content-Type", type)
                .POST(ofString("{\"message\":\"a\"}")));

    // Then
    assertThat(answer.status()).isEqualTo(200);
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

  @Test
  void a_fault_of_ours_tells_nothing_but_where_to_look() {
    // Given
    API.failure = new IllegalStateException("the password is swordfish");

    // When
    var answer = server.post("/api/ann/chat", "{\"message\":\"a\"}");

    // Then
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("instance").asText()).startsWith("urn:uuid:");
    assertThat(answer.response().body()).doesNotContain("swordfish", "Exception", "\tat ");
  }

  @Test
  void a_store_that_is_away_is_a_503_that_says_when_to_come_back() {
    // Given
    API.failure = new StoreAwayException("no connection", new IOException());

    // When
    var answer = server.post("/api/ann/chat", "{\"message\":\"a\"}");

    // Then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void an_operation_whose_route_is_stopped_is_a_503_at_once() throws Exception {
    // Given
    server.camel().getRouteController().stopRoute("chat");

    // When
    var stopped = server.post("/api/ann/chat", "{\"message\":\"a\"}");
    server.camel().getRouteController().startRoute("chat");
    var started = server.post("/api/ann/chat", "{\"message\":\"a\"}");

    // Then
    assertThat(stopped.status()).isEqualTo(503);
    assertThat(stopped.header("Retry-After")).isEqualTo("30");
    assertThat(stopped.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(started.status()).isEqualTo(200);
  }

  @Test
  void the_contract_is_served_as_yaml_and_as_json() throws IOException {
    // When
    var yaml = server.get("/openapi.yaml");
    var json = server.get("/openapi.json");

    // Then
    assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(yaml.response().body()).isEqualTo(Contract.load().yaml());
    assertThat(json.json().path("paths").has("/api/{user_id}/chat")).isTrue();
  }

  @Test
  void the_page_runs_only_what_stands_in_it() throws Exception {
    // When
    var page = server.get("/");

    // Then
    var script = page.response().body().split("<script>", 2)[1].split("</script>", 2)[0];
    var hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; connect-src 'self';")
        .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
        .doesNotContain("unsafe");
    assertThat(page.response().body())
        .doesNotContain("innerHTML", "src=", "href=", "onclick", "http://", "https://");
  }
}
