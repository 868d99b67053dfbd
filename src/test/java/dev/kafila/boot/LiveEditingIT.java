package dev.kafila.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.testing.KafilaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files of a running Kafila are edited, broken, mended, added and removed. */
class LiveEditingIT {
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(5);

  private static final String HELLO =
      """
      # Says hello.
      - route:
          id: hello
          from:
            uri: platform-http:/hello
            steps:
              - setBody: {constant: "%s"}
      """;

  @TempDir static Path directory;
  private static KafilaProcess kafila;

  @BeforeAll
  static void start() throws IOException {
    kafila = KafilaProcess.in(directory).startAndAwaitReady();
  }

  @AfterAll
  static void stop() {
    kafila.close();
  }

  @AfterEach
  void mend() throws IOException {
    try (var files = Files.list(directory.resolve("routes"))) {
      for (var file : files.toList()) {
        var original = Path.of("routes").resolve(file.getFileName());
        if (Files.notExists(original)) {
          Files.delete(file);
        }
      }
    }
    try (var originals = Files.list(Path.of("routes"))) {
      for (var original : originals.toList()) {
        var file = directory.resolve(original);
        if (Files.notExists(file) || Files.mismatch(original, file) >= 0) {
          Files.copy(original, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    eventually(() -> assertThat(hello()).isEqualTo("404"));
    eventually(() -> assertThat(routeFiles().path("status").asText()).isEqualTo("UP"));
  }

  @Test
  void a_new_file_starts_an_edit_is_live_and_a_deleted_file_stops() throws Exception {
    // When
    Files.writeString(kafila.route("hello"), HELLO.formatted("hello"));

    // Then
    eventually(() -> assertThat(hello()).isEqualTo("hello"));

    // When
    Files.writeString(kafila.route("hello"), HELLO.formatted("good day"));

    // Then
    eventually(() -> assertThat(hello()).isEqualTo("good day"));

    // When
    Files.delete(kafila.route("hello"));

    // Then
    eventually(() -> assertThat(hello()).isEqualTo("404"));
  }

  @Test
  void a_route_taken_out_of_its_file_stops_and_the_others_run_on() throws Exception {
    // Given
    var second = HELLO.formatted("bye").replace("id: hello", "id: bye").replace("/hello", "/bye");
    Files.writeString(kafila.route("hello"), HELLO.formatted("hello") + second);
    eventually(() -> assertThat(get("/bye")).isEqualTo("bye"));

    // When
    Files.writeString(kafila.route("hello"), HELLO.formatted("hello"));

    // Then
    eventually(() -> assertThat(get("/bye")).isEqualTo("404"));
    assertThat(hello()).isEqualTo("hello");
    assertThat(kafila.lines())
        .anyMatch(line -> line.endsWith("hello.camel.yaml is live: removed bye"));
  }

  @Test
  void broken_yaml_changes_nothing_and_is_reported_with_its_line() throws Exception {
    refused(HELLO.formatted("x").replace("steps:", "steps"), 7, "could not find expected ':'");
  }

  @Test
  void an_unknown_step_changes_nothing() throws Exception {
    refused(HELLO.formatted("x").replace("setBody", "setBoddy"), 7, "setBoddy");
  }

  @Test
  void an_unknown_option_of_a_step_changes_nothing() throws Exception {
    refused(HELLO.formatted("x").replace("constant", "konstant"), 7, "konstant");
  }

  @Test
  void an_unknown_bean_changes_nothing() throws Exception {
    refused(HELLO.formatted("x") + "        - bean: {ref: nobody}\n", 8, "nobody");
  }

  @Test
  void an_unknown_component_changes_nothing() throws Exception {
    refused(HELLO.formatted("x") + "        - to: {uri: \"pigeon:post\"}\n", 8, "pigeon");
  }

  @Test
  void an_unknown_option_of_an_endpoint_changes_nothing() throws Exception {
    refused(
        HELLO.formatted("x") + "        - to: {uri: \"direct:a\", parameters: {wings: 2}}\n",
        8,
        "wings");
  }

  @Test
  void a_mapping_instead_of_a_list_changes_nothing() throws Exception {
    refused(
        HELLO.formatted("x").replace("- route:", "route:"),
        2,
        "write '- route:' instead of 'route:'");
  }

  @Test
  void an_empty_file_changes_nothing() throws Exception {
    refused("", 0, "it is empty");
  }

  @Test
  void an_unknown_route_configuration_changes_nothing() throws Exception {
    refused(
        HELLO
            .formatted("x")
            .replace("    id: hello", "    id: hello\n    routeConfigurationId: kafka-dlg"),
        2,
        "routeConfigurationId kafka-dlg: there is");
  }

  @Test
  void an_id_that_another_file_has_changes_nothing() throws Exception {
    refused(
        HELLO.formatted("x").replace("id: hello", "id: chat"),
        5,
        "there is a route chat in routes/chat-api.camel.yaml already");
  }

  @Test
  void what_can_be_created_but_not_started_leaves_the_old_route() throws Exception {
    refused(
        HELLO.formatted("x").replace("platform-http:/hello", "direct:chat"), 5, "direct://chat");
  }

  @Test
  void a_file_that_was_refused_is_live_when_it_is_mended() throws Exception {
    // Given
    Files.writeString(kafila.route("hello"), HELLO.formatted("hello"));
    eventually(() -> assertThat(hello()).isEqualTo("hello"));
    Files.writeString(kafila.route("hello"), "- rout: {}");
    eventually(() -> assertThat(routeFiles().path("status").asText()).isEqualTo("DOWN"));

    // When
    Files.writeString(kafila.route("hello"), HELLO.formatted("mended"));

    // Then
    eventually(() -> assertThat(hello()).isEqualTo("mended"));
    eventually(() -> assertThat(routeFiles().path("status").asText()).isEqualTo("UP"));
  }

  @Test
  void a_renamed_file_takes_its_routes_along() throws Exception {
    // Given
    Files.writeString(kafila.route("hello"), HELLO.formatted("hello"));
    eventually(() -> assertThat(hello()).isEqualTo("hello"));

    // When
    Files.move(kafila.route("hello"), kafila.route("greeting"));

    // Then
    eventually(
        () ->
            assertThat(kafila.lines())
                .anyMatch(line -> line.endsWith("greeting.camel.yaml is live: added hello")));
    assertThat(hello()).isEqualTo("hello");
    assertThat(routeFiles().path("status").asText()).isEqualTo("UP");
  }

  @Test
  void an_editor_may_save_by_way_of_another_file() throws Exception {
    // Given
    Files.writeString(kafila.route("hello"), HELLO.formatted("hello"));
    eventually(() -> assertThat(hello()).isEqualTo("hello"));
    var written = directory.resolve("routes/.hello.swp");
    int before = kafila.lines().size();

    // When
    Files.writeString(written, HELLO.formatted("saved"));
    Files.move(kafila.route("hello"), directory.resolve("routes/hello.camel.yaml~"));
    Files.move(written, kafila.route("hello"));

    // Then
    eventually(() -> assertThat(hello()).isEqualTo("saved"));
    assertThat(kafila.lines().subList(before, kafila.lines().size()))
        .noneMatch(line -> line.contains("is gone"));
  }

  @Test
  void a_chat_goes_on_while_its_route_is_edited() throws Exception {
    // Given
    var file = kafila.route("chat-api");
    var text = Files.readString(file);

    // When
    Files.writeString(file, text.replace("id: chat\n", "id: chat\n    note: edited\n"));

    // Then
    await()
        .during(Duration.ofSeconds(2))
        .atMost(LIVE_WITHIN)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> assertThat(chat()).isEqualTo(200));
    assertThat(kafila.lines())
        .anyMatch(line -> line.endsWith("chat-api.camel.yaml is live: changed chat"));
  }

  @Test
  void the_contract_is_served_again_after_its_rest_definition_was_edited() throws Exception {
    // Given
    var file = kafila.route("chat-api");
    var text = Files.readString(file);

    // When
    Files.writeString(file, text.replace("      routeId: api\n", "      routeId: contract\n"));

    // Then
    eventually(
        () ->
            assertThat(kafila.lines())
                .anyMatch(
                    line ->
                        line.endsWith("chat-api.camel.yaml is live: added contract; removed api")));
    assertThat(chat()).isEqualTo(200);
  }

  /** The text is written over a file that runs; what ran goes on, and people are told. */
  private static void refused(String text, int line, String reason) throws Exception {
    // Given
    Files.writeString(kafila.route("hello"), HELLO.formatted("hello"));
    eventually(() -> assertThat(hello()).isEqualTo("hello"));
    long told = warnings();

    // When
    Files.writeString(kafila.route("hello"), text);

    // Then
    eventually(() -> assertThat(routeFiles().path("status").asText()).isEqualTo("DOWN"));
    var place = "routes/hello.camel.yaml" + (line > 0 ? ":" + line : "");
    assertThat(routeFiles().path("message").asText()).startsWith(place + ": ").contains(reason);
    assertThat(hello()).isEqualTo("hello");
    assertThat(kafila.get(kafila.management("/observe/health")).statusCode()).isEqualTo(503);
    assertThat(kafila.get(kafila.management("/observe/health/ready")).statusCode()).isEqualTo(200);
    assertThat(kafila.get(kafila.management("/observe/health/live")).statusCode()).isEqualTo(200);
    assertThat(warnings()).isEqualTo(told + 1);
    assertThat(kafila.lines())
        .filteredOn(said -> said.contains("not taken over"))
        .last()
        .asString()
        .contains(place + ": ", reason);
    assertThat(kafila.lines()).noneMatch(said -> said.startsWith("\tat "));
  }

  private static long warnings() {
    return kafila.lines().stream().filter(line -> line.matches(".* (WARN|ERROR) .*")).count();
  }

  private static String hello() throws InterruptedException {
    return get("/hello");
  }

  /** The body, or the status when it is not 200. */
  private static String get(String path) throws InterruptedException {
    var answer = kafila.get(kafila.http(path));
    return answer.statusCode() == 200 ? answer.body() : String.valueOf(answer.statusCode());
  }

  private static int chat() throws InterruptedException {
    return kafila
        .post(kafila.http("/api/ada/chat"), "{\"message\": \"what is there to do?\"}")
        .statusCode();
  }

  private static JsonNode routeFiles() throws Exception {
    var health = Json.mapper().readTree(kafila.get(kafila.management("/observe/health")).body());
    return StreamSupport.stream(health.path("checks").spliterator(), false)
        .filter(check -> check.path("name").asText().equals("route-files"))
        .findFirst()
        .orElseThrow();
  }

  private static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    await().atMost(LIVE_WITHIN).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
  }
}
