package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of the HTTP surface edited while it runs. */
class RouteReloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path routes;
  private final StubApi api = new StubApi();
  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    try (var files = Files.newDirectoryStream(Path.of("routes"), "*-api.camel.yaml")) {
      for (var file : files) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
    server = ApiServer.start(ApiServer.openWeb(), api.beans(), routes.toString());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void edit(String file, String old, String now) throws IOException {
    var path = routes.resolve(file);
    var text = Files.readString(path);
    assertThat(text).contains(old);
    Files.writeString(path, text.replace(old, now));
  }

  private void addHeaderTo(String file, String bean) throws IOException {
    edit(
        file,
        "- bean: {ref: " + bean + "}\n        - process: {ref: httpAnswer}",
        "- bean: {ref: "
            + bean
            + "}\n        - process: {ref: httpAnswer}\n"
            + "        - setHeader: {name: X-Edited, constant: \"yes\"}");
  }

  @Test
  void an_edit_of_an_operation_s_route_is_live() throws IOException {
    // When
    addHeaderTo("tasks-api.camel.yaml", "tasksApi, method: list");

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(server.get("/api/ann/tasks").header("X-Edited")).isEqualTo("yes"));
    assertThat(server.get("/api/ann/notifications").status()).isEqualTo(200);
  }

  @Test
  void an_edit_of_the_file_with_the_rest_definition_leaves_all_operations_served()
      throws IOException {
    // When
    addHeaderTo("chat-api.camel.yaml", "chatApi, method: chat");

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(server.post("/api/ann/chat", "{\"message\":\"a\"}").header("X-Edited"))
                    .isEqualTo("yes"));
    // The watcher may see the file while it is written, and again afterwards.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(server.get("/api/ann/tasks").status()).isEqualTo(200);
              assertThat(server.post("/api/ann/chat", "{}").status()).isEqualTo(422);
              assertThat(server.get("/nope").status()).isEqualTo(404);
            });
  }
}
