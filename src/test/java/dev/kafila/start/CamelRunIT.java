package dev.kafila.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel run application.properties routes/*.camel.yaml}, as a person would start it. */
class CamelRunIT {
  private static final String CAMEL = "src/camel-run/camel";
  // On a new machine it downloads Camel's command line first.
  private static final Duration LONGEST_BUILD = Duration.ofMinutes(8);
  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  @TempDir Path data;

  private final int port = Ports.free();
  private Process camel;

  @AfterEach
  void end() {
    if (camel != null) {
      camel.descendants().forEach(ProcessHandle::destroyForcibly);
      camel.destroyForcibly();
    }
  }

  @Test
  void runs_the_same_two_files_and_chats() throws Exception {
    // Given
    var built = start("build.log", List.of(CAMEL, "--version"));
    assertThat(built.waitFor(LONGEST_BUILD.toSeconds(), TimeUnit.SECONDS)).isTrue();
    var command = new ArrayList<>(List.of(CAMEL, "run", "application.properties"));
    try (var routes = Files.list(Path.of("routes"))) {
      routes.sorted().map(Path::toString).forEach(command::add);
    }

    // When
    camel = start("camel.log", command);

    // Then
    await()
        .atMost(LONGEST_START)
        .failFast("camel run ended", () -> !camel.isAlive())
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(chat("Buy milk tomorrow at 9").at("/tool_calls/0/tool").asText())
                    .isEqualTo("add_task"));
    var children = camel.descendants().toList();
    assertThat(children).as("embedded servers").isNotEmpty();
    assertThat(log()).doesNotContain(" ERROR ");

    // When
    camel.destroy();

    // Then
    assertThat(camel.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
    await()
        .atMost(LONGEST_STOP)
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
  }

  private JsonNode chat(String message) throws IOException, InterruptedException {
    var body = Json.mapper().writeValueAsString(Map.of("message", message));
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/amina/chat".formatted(port)))
            .header("content-type", "application/json")
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }

  private String log() throws IOException {
    return Files.readString(data.resolve("camel.log"));
  }

  private Process start(String log, List<String> command) throws IOException {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve(log).toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "KAFILA_HTTP_PORT", Integer.toString(port),
                "KAFILA_MANAGEMENT_PORT", Integer.toString(Ports.free()),
                "KAFILA_KAFKA_EMBEDDED_PORT", "0",
                "KAFILA_DATABASE_EMBEDDED_PORT", "0",
                "KAFILA_DATA_DIRECTORY", data.resolve("data").toString()));
    return builder.start();
  }
}
