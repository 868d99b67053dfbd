package dev.kafila.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingNamesTest {
  private static final List<String> NONE = List.of();

  @Test
  void every_name_that_is_read_is_known() {
    // Given
    Set<String> asked = new TreeSet<>();

    // When
    Settings.read(
        key -> {
          asked.add(key);
          // Some are read only where these are set.
          return switch (key) {
            case "kafila.mail.host" -> Optional.of("mail.example.org");
            case "kafila.mail.from" -> Optional.of("kafila@example.org");
            case "kafila.model.url" -> Optional.of("http://127.0.0.1:11434/v1");
            default -> Optional.empty();
          };
        });

    // Then
    asked.add("kafila.telegram.url");
    // Camel reads these in routes.
    asked.add("kafila.consume.redelivery-delay");
    asked.add("kafila.consume.redelivery-multiplier");
    asked.add("kafila.consume.max-redelivery-delay");
    assertThat(SettingNames.known()).containsExactlyElementsOf(asked);
  }

  @Test
  void nothing_is_unknown_in_the_files_that_come_with_kafila() throws IOException {
    for (var file : List.of("application.properties", "application-prod.properties")) {
      // Given
      var properties = new Properties();
      try (var reader = Files.newBufferedReader(Path.of(file))) {
        properties.load(reader);
      }

      // When
      var unknown = SettingNames.unknown(properties.stringPropertyNames(), NONE, NONE);

      // Then
      assertThat(unknown).isEmpty();
    }
  }

  @Test
  void nothing_is_unknown_that_the_pages_and_containers_set() throws IOException {
    // Given
    Set<String> named = new TreeSet<>();
    var name = Pattern.compile("KAFILA_[A-Z0-9_]*[A-Z0-9]");
    try (var pages = Files.list(Path.of("docs"))) {
      var others = Stream.of("README.md", "CONTRIBUTING.md", "Dockerfile", "docker-compose.yml");
      for (var file : Stream.concat(pages, others.map(Path::of)).toList()) {
        name.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group()));
      }
    }

    // When
    var unknown = SettingNames.unknown(NONE, named, NONE);

    // Then: docs/operate.md shows one
    assertThat(named).contains("KAFILA_HTTP_PORT", "KAFILA_DATABASE_URL");
    assertThat(unknown).singleElement().asString().startsWith("KAFILA_HTPP_PORT ");
  }

  @Test
  void a_name_that_nobody_reads_is_told_with_the_one_that_was_meant() {
    // When
    var unknown =
        SettingNames.unknown(
            List.of("kafila.http.rate-limt", "camel.mian.name"),
            List.of("KAFILA_HTPP_PORT", "KAFILA_TEA", "HOME"),
            NONE);

    // Then
    assertThat(unknown)
        .containsExactly(
            "KAFILA_HTPP_PORT is no setting of Kafila, and is ignored: did you mean"
                + " KAFILA_HTTP_PORT?",
            "KAFILA_TEA is no setting of Kafila, and is ignored: application.properties has all of"
                + " them",
            "kafila.http.rate-limt is no setting of Kafila, and is ignored: did you mean"
                + " kafila.http.rate-limit?");
  }

  @Test
  void what_a_route_file_asks_for_and_what_the_launcher_reads_is_known() {
    // Given
    var route = "uri: \"http://{{kafila.gotify.host:127.0.0.1}}/message\"";

    // When
    var unknown =
        SettingNames.unknown(
            List.of("kafila.gotify.host"),
            List.of(
                "KAFILA_GOTIFY_HOST",
                "KAFILA_JAVA_OPTIONS",
                "KAFILA_PROFILE",
                "KAFILA_KAFKA_PASSWORD_FILE"),
            List.of(route));

    // Then
    assertThat(unknown).isEmpty();
  }
}
