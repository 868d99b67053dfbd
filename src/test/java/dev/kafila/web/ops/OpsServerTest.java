package dev.kafila.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.process.Ports;
import dev.kafila.store.StoreAwayException;
import dev.kafila.testing.CliConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpsServerTest {
  private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    port = Ports.free();
    var server = new ManagementHttpServer();
    server.setCamelContext(CONTEXT);
    server.setHost("127.0.0.1");
    server.setPort(port);
    CONTEXT.addService(server, true, true);
    new OpsServer()
        .get(
            "/things/:id",
            Set.of("limit", "since", "exact"),
            request ->
                Map.of(
                    "id", request.path().get("id"),
                    "limit", request.number("limit", 10, 1, 100),
                    "exact", request.flag("exact"),
                    "since", request.time("since").map(Object::toString).orElse("never")))
        .post("/things", Set.of("names"), request -> request.texts("names"))
        .get(
            "/store",
            Set.of(),
            request -> {
              throw new StoreAwayException("gone", null);
            })
        .get(
            "/kafka",
            Set.of(),
            request -> {
              throw new KafkaAwayException("Kafka does not answer: start it", null);
            })
        .get(
            "/broken",
            Set.of(),
            request -> {
              throw new IllegalStateException("secret");
            })
        .install(CONTEXT);
    CliConnection.off(CONTEXT);
    CONTEXT.start();
  }

  @AfterAll
  static void stop() {
    CONTEXT.stop();
  }

  @Test
  void answers_are_json() throws Exception {
    // When
    var answer = get("/things/a%20b?limit=5&exact=true&since=2026-11-21T09:00:00%2B01:00");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(json(answer))
        .isEqualTo(
            Json.tree(
                Map.of("id", "a b", "limit", 5, "exact", true, "since", "2026-11-21T08:00:00Z")));
  }

  @Test
  void what_is_done_is_told_in_a_json_body() throws Exception {
    // When
    var answer = post("/things", "application/json", "{\"names\": [\"a\", \"b\"]}");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[\"a\",\"b\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "/things/1?limit=0, limit",
    "/things/1?limit=x, limit",
    "/things/1?limit=1&limit=2, limit",
    "/things/1?exact=maybe, exact",
    "/things/1?since=yesterday, since",
    "/things/1?colour=red, colour"
  })
  void a_parameter_that_makes_no_sense_is_named(String path, String field) throws Exception {
    // When
    var answer = get(path);

    // Then
    assertProblem(answer, 422);
    assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"names\": [1]} | 422",
        "{\"names\": 1} | 422",
        "{\"others\": []} | 422",
        "[] | 400",
        "{ | 400",
        "'' | 400",
        "{\"names\": 1, \"names\": 2} | 400"
      })
  void a_body_that_makes_no_sense_is_refused(String body, int status) throws Exception {
    assertProblem(post("/things", "application/json", body), status);
  }

  @Test
  void other_bodies_are_refused() throws Exception {
    assertProblem(post("/things", "text/plain", "{}"), 415);
    assertProblem(
        post("/things", "application/json", "\"" + "x".repeat(5 * 1024 * 1024) + "\""), 413);
  }

  @Test
  void unknown_addresses_and_methods_are_problems() throws Exception {
    assertProblem(get(""), 404);
    assertProblem(get("/nothing"), 404);
    assertProblem(get("/things/1/2"), 404);
    var answer = post("/things/1", "application/json", "{}");
    assertProblem(answer, 405);
    assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
    assertThat(get("/things").headers().firstValue("allow")).contains("POST");
  }

  @Test
  void what_is_away_is_named() throws Exception {
    assertProblem(get("/store"), 503);
    var kafka = get("/kafka");
    assertProblem(kafka, 503);
    assertThat(json(kafka).get("detail").asText()).isEqualTo("Kafka does not answer: start it");
  }

  @Test
  void a_fault_of_ours_tells_nothing_but_where_to_look() throws Exception {
    // When
    var answer = get("/broken");

    // Then
    assertProblem(answer, 500);
    assertThat(answer.body()).contains("urn:uuid:").doesNotContain("secret");
  }

  private static void assertProblem(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(json(answer).get("status").asInt()).isEqualTo(status);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return Json.mapper().readTree(answer.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String type, String body) throws Exception {
    return CLIENT.send(
        request(path).header("content-type", type).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d/api/ops%s".formatted(port, path)));
  }
}
