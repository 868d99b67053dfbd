package dev.kafila.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.testing.HttpReceiver;
import dev.kafila.testing.KafilaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/add-a-channel.md says, with the text of the page; only the ports are others. */
class AddAChannelIT {
  private static final DocumentationPage PAGE = new DocumentationPage("docs/add-a-channel.md");
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void one_file_is_a_channel() throws Exception {
    try (var gotify = new HttpReceiver();
        var kafila = KafilaProcess.in(directory).startAndAwaitReady()) {
      // Given
      Files.writeString(
          kafila.route("delivery-gotify"),
          PAGE.blocks("yaml").get(0).replace("127.0.0.1:8070", "127.0.0.1:" + gotify.port()));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(kafila.output())
                      .contains("routes/delivery-gotify.camel.yaml is live"));

      // When
      PAGE.run("sh", kafila);

      // Then
      await().atMost(SOON).untilAsserted(() -> assertThat(gotify.received("/message")).hasSize(1));
      var push = gotify.received("/message").get(0);
      assertThat(push.headers())
          .containsEntry("x-gotify-key", "AbCdEf12345")
          .doesNotContainKey("ce_id");
      var body = Json.read(push.body(), JsonNode.class);
      assertThat(body.path("title").asText()).isEqualTo("call the doctor");
      assertThat(body.path("message").asText()).startsWith("Due ");
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                var answer = kafila.get(kafila.http("/api/ada/notifications")).body();
                var channel = Json.read(answer, JsonNode.class).at("/notifications/0/channels/0");
                assertThat(channel.path("channel").asText()).isEqualTo("gotify");
                assertThat(channel.path("status").asText()).isEqualTo("delivered");
                assertThat(channel.path("attempts").asInt()).isEqualTo(1);
              });
    }
  }
}
