package dev.kafila.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.KafilaProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kafila does not start on a route file that cannot run, and says in a line which and why. */
class BadRouteFilesIT {
  private static final String HELLO =
      """
      - route:
          id: hello
          from:
            uri: direct:hello
            steps:
              - to:
                  uri: log:hello
      """;

  @TempDir Path directory;

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "steps:, steps, :6, could not find expected ':'",
    "'- route:', 'route:', :1, write '- route:' instead of 'route:'",
    "- route:, - rout:, :1, there is no route in it",
    "- to, - too, :6, Unknown node id: too",
    "log:hello, pigeon:post, :6, No endpoint could be found for: pigeon://post",
    "log:hello, log:hello?wings=2, :6, wings=2",
    "id: hello, id: chat, :1, there is a route chat in routes/chat-api.camel.yaml already",
    "id: hello, 'routeConfigurationId: none', :1, routeConfigurationId none: there is",
    "direct:hello, direct:chat, '', Multiple consumers for the same endpoint",
  })
  void it_is_one_line_and_2(String right, String wrong, String line, String reason)
      throws Exception {
    // Given
    var builder = KafilaProcess.in(directory);
    var file = directory.resolve("routes/hello.camel.yaml");
    Files.writeString(file, HELLO.replace(right, wrong));

    // When
    try (var kafila = builder.start()) {

      // Then
      assertThat(kafila.awaitExit()).isEqualTo(2);
      assertThat(kafila.lines())
          .allMatch(said -> said.startsWith("kafila: ") || said.contains(" INFO "))
          .last()
          .asString()
          .startsWith("kafila: " + (line.isEmpty() ? "" : "routes/hello.camel.yaml" + line + ": "))
          .contains(reason);
    }
  }
}
