package dev.kafila.web;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.store.StoreAwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, methods and answers over real sockets, and faults of ours. */
class HttpSurfaceTest extends StubbedHttp {
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
