package dev.kafila.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.testing.KafilaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/change-a-route.md says, with the text of the page; only the port is another. */
class ChangeARouteIT {
  private static final DocumentationPage PAGE = new DocumentationPage("docs/change-a-route.md");

  @TempDir Path directory;

  @Test
  void a_reminder_of_high_priority_is_told_a_second_time() throws Exception {
    try (var kafila = KafilaProcess.in(directory).startAndAwaitReady()) {
      // Given
      Files.writeString(
          kafila.route("notifications"), PAGE.blocks("yaml").get(0), StandardOpenOption.APPEND);
      soon(
          () ->
              assertThat(kafila.lines())
                  .anyMatch(
                      line ->
                          line.endsWith(
                              "routes/notifications.camel.yaml is live: changed notifications")));

      // When
      PAGE.run("sh", kafila);

      // Then
      soon(
          () ->
              assertThat(kafila.lines())
                  .anyMatch(
                      line -> line.contains("high priority: call the doctor (high) for ada")));
      soon(() -> assertThat(titles(kafila)).hasSize(2));
      assertThat(kafila.lines())
          .noneMatch(line -> line.contains("(low) for ada") || line.contains("dead letter"));
    }
  }

  private static Iterable<String> titles(KafilaProcess kafila) throws InterruptedException {
    var answer = kafila.get(kafila.http("/api/ada/notifications")).body();
    return Json.read(answer, JsonNode.class).path("notifications").findValuesAsText("title");
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
  }
}
