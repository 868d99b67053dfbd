package dev.kafila.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.config.Settings;
import dev.kafila.event.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The running program, asked for its health at its management address. */
final class ProgramCheck {
  private static final String NAME = "program";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

  private ProgramCheck() {}

  /** What it says; empty if nobody answers there, or somebody who is no Kafila. */
  static Optional<JsonNode> health(Settings.Address management) {
    var host = EVERYWHERE.contains(management.host()) ? "127.0.0.1" : management.host();
    try {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://%s:%d/observe/health".formatted(host, management.port())))
              .timeout(PATIENCE)
              .build();
      var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      var answer = Json.mapper().readTree(client.send(request, BodyHandlers.ofString()).body());
      return answer != null && answer.path("checks").isArray()
          ? Optional.of(answer)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * @param user process id of the Kafila that has the data directory
   */
  static Finding of(Optional<JsonNode> health, Optional<String> user) {
    if (health.isEmpty()) {
      return user.map(
              pid ->
                  Finding.wrong(
                      NAME,
                      "the Kafila that runs (pid %s) does not answer at its management address"
                          .formatted(pid),
                      "wait if it has just been started, or else stop and start it"))
          .orElseGet(() -> Finding.notRunning(NAME));
    }
    var checks = health.get().path("checks");
    if (health.get().path("status").asText().equals("UP")) {
      return Finding.ok(NAME, "up, %d checks".formatted(checks.size()));
    }
    var down =
        StreamSupport.stream(checks.spliterator(), false)
            .filter(check -> check.path("status").asText().equals("DOWN"))
            .map(check -> check.path("name").asText())
            .collect(Collectors.joining(", "));
    return Finding.wrong(
        NAME,
        "down: " + down,
        "/observe/health on the management port says why, and so does its log");
  }
}
