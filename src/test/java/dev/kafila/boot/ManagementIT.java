package dev.kafila.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.testing.KafilaProcess;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators, and others who find the port, can do at the management server. */
class ManagementIT {
  private static final String ROUTE =
      "org.apache.camel:context=kafila,type=routes,name=\"recurring\"";
  private static final String CONTEXT =
      "org.apache.camel:context=kafila,type=context,name=\"kafila\"";

  @TempDir static Path directory;
  private static KafilaProcess kafila;

  @BeforeAll
  static void start() throws Exception {
    kafila = KafilaProcess.in(directory).startAndAwaitReady();
  }

  @AfterAll
  static void stop() {
    kafila.close();
  }

  @Test
  void nothing_is_complained_about_at_the_start() {
    assertThat(kafila.lines()).noneMatch(line -> line.matches(".* (WARN|ERROR) .*"));
  }

  @Test
  void health_names_each_check() throws Exception {
    // Given
    eventually(() -> assertThat(get("/observe/health").statusCode()).isEqualTo(200));

    // When
    var answer = get("/observe/health");

    // Then
    var health = Json.mapper().readTree(answer.body());
    assertThat(health.path("status").asText()).isEqualTo("UP");
    assertThat(health.path("checks").findValuesAsText("name"))
        .contains("database", "kafka", "route-files", "route:recurring", "consumer:recurring");
  }

  @Test
  void nothing_but_the_database_makes_a_process_unready_that_serves_people() throws Exception {
    // When
    var ready = Json.mapper().readTree(get("/observe/health/ready").body());

    // Then
    assertThat(ready.path("checks").findValuesAsText("name"))
        .containsExactlyInAnyOrder("context", "database");
  }

  @Test
  void metrics_are_prometheus_text_with_kafilas_own() throws Exception {
    // When
    var answer = get("/observe/metrics");

    // Then
    assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.body().lines())
        .allMatch(
            line ->
                line.startsWith("# ")
                    || line.matches("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? (NaN|[-+]?(Inf|[0-9].*))"));
    assertThat(answer.body())
        .contains(
            "# TYPE kafila_outbox_depth gauge",
            "# TYPE kafila_outbox_publish_seconds histogram",
            "# TYPE kafila_consume_lag gauge",
            "# TYPE kafila_consume_dead_letters_total counter",
            "# TYPE kafila_routes_refused gauge",
            "kafila_routes_reloads_total{result=\"refused\"} 0.0",
            "jvm_memory_used_bytes");
  }

  @Test
  void operators_see_lag_topics_and_channels() throws Exception {
    // When
    eventually(
        () ->
            assertThat(
                    Json.mapper()
                        .readTree(get("/api/ops/lag?group=recurring").body())
                        .path("partitions"))
                .hasSize(3));
    var topics = Json.mapper().readTree(get("/api/ops/topics").body());
    var channels = Json.mapper().readTree(get("/api/ops/channels").body());
    var unknown = get("/api/ops/lag?group=nobody");

    // Then
    assertThat(topics.path("differences")).isEmpty();
    assertThat(topics.path("topics").findValuesAsText("topic"))
        .contains("task-events", "dlq.notification-events");
    assertThat(topics.path("topics").get(0).path("partitions").asInt()).isEqualTo(3);
    assertThat(channels.path("channels").findValuesAsText("channel"))
        .containsExactly("email", "in_app", "ntfy", "slack", "telegram", "webhook");
    assertThat(channels.at("/channels/0/set_up").asBoolean()).isFalse();
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  @Test
  void jolokia_shows_a_route_and_can_stop_and_start_it() throws Exception {
    // When
    var stopped = exec(ROUTE, "stop()");

    // Then
    assertThat(stopped.path("status").asInt()).isEqualTo(200);
    assertThat(state()).isEqualTo("Stopped");

    // When
    exec(ROUTE, "start()");

    // Then
    eventually(() -> assertThat(state()).isEqualTo("Started"));
    assertThat(exec(CONTEXT, "dumpRoutesAsXml()").path("value").asText())
        .contains("<route id=\"recurring\"");
  }

  @Test
  void a_channel_whose_route_is_stopped_is_shown_as_that() throws Exception {
    // Given
    var route = ROUTE.replace("recurring", "delivery-webhook");
    exec(route, "stop()");

    try {
      // When
      var answer = get("/api/ops/channels");

      // Then
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      var webhook = Json.mapper().readTree(answer.body()).at("/channels/5");
      assertThat(webhook.path("channel").asText()).isEqualTo("webhook");
      assertThat(webhook.at("/route/state").asText()).isEqualTo("stopped");
      assertThat(webhook.hasNonNull("breaker")).isFalse();
    } finally {
      exec(route, "start()");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.sun.management:type=DiagnosticCommand, vmSystemProperties",
    "com.sun.management:type=HotSpotDiagnostic, 'dumpHeap(java.lang.String,boolean)'",
    "jdk.management.jfr:type=FlightRecorder, newRecording",
    "java.lang:type=Memory, gc",
    "'org.apache.camel:context=kafila,type=context,name=\"kafila\"', stop()",
    "'org.apache.camel:context=kafila,type=context,name=\"kafila\"', 'sendStringBody(java.lang.String,java.lang.String)'",
    "'org.apache.camel:context=kafila,type=routes,name=\"recurring\"', 'updateRouteFromXml(java.lang.String)'",
  })
  void jolokia_carries_nothing_else_out(String bean, String operation) throws Exception {
    assertThat(exec(bean, operation).path("status").asInt()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang:type=Runtime/SystemProperties",
        "java.lang:type=Runtime/InputArguments",
        "com.sun.management:type=HotSpotDiagnostic/DiagnosticOptions",
        "jdk.management.jfr:type=FlightRecorder/Recordings"
      })
  void jolokia_shows_nothing_that_may_hold_a_secret(String attribute) throws Exception {
    // When
    var answer = Json.mapper().readTree(get("/observe/jolokia/read/" + attribute).body());

    // Then
    assertThat(answer.path("status").asInt()).isEqualTo(403);
  }

  @Test
  void jolokia_does_not_show_them_with_the_rest_of_their_bean_either() throws Exception {
    // When
    var answer = Json.mapper().readTree(get("/observe/jolokia/read/java.lang:type=Runtime").body());

    // Then: Java 17 stops at what is denied, Java 25 before that, at what it no longer supports
    assertThat(answer.path("status").asInt()).isIn(403, 500);
    assertThat(answer.has("value")).isFalse();
  }

  @Test
  void jolokia_sets_nothing() throws Exception {
    // When
    var answer =
        jolokia(Map.of("type", "write", "mbean", CONTEXT, "attribute", "Tracing", "value", "true"));

    // Then
    assertThat(answer.path("status").asInt()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://elsewhere.example",
    "Origin, null",
    "Referer, http://elsewhere.example/page",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void pages_of_other_sites_are_refused(String header, String value) throws Exception {
    for (var path : List.of("/observe/jolokia/version", "/observe/health", "/observe/metrics")) {
      // When
      var answer =
          kafila.send(HttpRequest.newBuilder(kafila.management(path)).header(header, value));

      // Then
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
    }
  }

  @Test
  void a_page_of_its_own_is_let_in() throws Exception {
    // Given
    var management = kafila.management("/observe/jolokia/version");

    // When
    var answer =
        kafila.send(
            HttpRequest.newBuilder(management)
                .header("Origin", "http://" + management.getAuthority())
                .header("Sec-Fetch-Site", "same-origin"));

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  /**
   * As when a name of somebody else's is made to lead here; the JDK's client sends no such host.
   */
  @Test
  void a_foreign_name_for_this_machine_is_refused() throws Exception {
    // Given
    var management = kafila.management("/");
    try (var socket = new Socket(management.getHost(), management.getPort())) {

      // When
      socket
          .getOutputStream()
          .write(
              "GET /observe/jolokia/version HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      // Then
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403 ");
    }
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return kafila.get(kafila.management(path));
  }

  private static String state() throws Exception {
    return jolokia(Map.of("type", "read", "mbean", ROUTE, "attribute", "State"))
        .path("value")
        .asText();
  }

  private static JsonNode exec(String bean, String operation) throws Exception {
    return jolokia(Map.of("type", "exec", "mbean", bean, "operation", operation));
  }

  private static JsonNode jolokia(Map<String, String> request) throws Exception {
    var json = Json.mapper().writeValueAsString(request);
    return Json.mapper().readTree(kafila.post(kafila.management("/observe/jolokia/"), json).body());
  }
}
