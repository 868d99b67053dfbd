package dev.kafila.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docker-compose.yml and Dockerfile, as far as they can be judged without Docker. */
class ComposeFileTest {
  private static final Pattern SETTING = Pattern.compile("\\bKAFILA_[A-Z0-9_]+");

  private JsonNode compose;

  @BeforeEach
  void read() throws IOException {
    compose = new YAMLMapper().readTree(Files.readString(Path.of("docker-compose.yml")));
  }

  @Test
  void follows_the_compose_specification() {
    // Given
    var schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(getClass().getResourceAsStream("/deploy/compose.schema.json"));

    // When
    var mistakes = schema.validate(compose);

    // Then
    assertThat(mistakes).isEmpty();
  }

  @Test
  void volumes_with_a_name_are_declared_and_the_others_are_there() {
    for (var service : compose.path("services")) {
      for (var volume : service.path("volumes")) {
        var source = volume.asText().split(":", 2)[0];
        if (source.startsWith(".")) {
          assertThat(Path.of(source)).exists();
        } else {
          assertThat(compose.path("volumes").has(source)).as(source).isTrue();
        }
      }
    }
  }

  @Test
  void services_wait_only_for_services_that_can_get_there() {
    for (var service : compose.path("services")) {
      service
          .path("depends_on")
          .properties()
          .forEach(
              wait -> {
                var awaited = compose.path("services").path(wait.getKey());
                assertThat(awaited.isMissingNode()).as(wait.getKey()).isFalse();
                if (wait.getValue().path("condition").asText().equals("service_healthy")) {
                  assertThat(awaited.has("healthcheck")).as(wait.getKey()).isTrue();
                }
              });
    }
  }

  @Test
  void no_two_services_want_one_port() {
    // When
    var ports = new ArrayList<String>();
    compose
        .path("services")
        .forEach(
            service ->
                service
                    .path("ports")
                    .forEach(port -> ports.add(port.asText().replaceAll(":[0-9]+$", ""))));

    // Then
    assertThat(ports)
        .doesNotHaveDuplicates()
        .contains("127.0.0.1:9092", "127.0.0.1:9644", "127.0.0.1:8080", "127.0.0.1:9876");
  }

  @Test
  void redpanda_is_found_healthy_or_not_within_30_seconds() {
    // When
    var check = compose.path("services").path("redpanda").path("healthcheck");
    var longest =
        seconds(check.path("start_period"))
            .plus(seconds(check.path("interval")).multipliedBy(check.path("retries").asInt()));

    // Then
    assertThat(longest).isLessThanOrEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-compose.yml", "Dockerfile", "application-prod.properties"})
  void settings_named_are_settings_that_exist(String file) throws IOException {
    // Given
    var known = environmentNames();

    // When
    var named =
        SETTING.matcher(Files.readString(Path.of(file))).results().map(r -> r.group()).distinct();

    // Then
    assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(known).contains(name));
  }

  @Test
  void the_image_is_built_from_files_that_exist_and_does_not_run_as_root() throws IOException {
    // When
    var lines = Files.readAllLines(Path.of("Dockerfile"));

    // Then
    var copied =
        lines.stream()
            .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
            .map(line -> List.of(line.substring("COPY ".length()).split(" ")))
            .flatMap(words -> words.subList(0, words.size() - 1).stream());
    assertThat(copied).isNotEmpty().allSatisfy(path -> assertThat(Path.of(path)).exists());
    assertThat(lines).contains("USER kafila", "EXPOSE 8080 9876");
    assertThat(String.join("\n", lines))
        .containsPattern("HEALTHCHECK [^\n]*\\\\\n.*/observe/health/live");
  }

  private static Duration seconds(JsonNode text) {
    return Duration.parse("PT" + text.asText("0s").toUpperCase(Locale.ROOT));
  }

  private static Set<String> environmentNames() throws IOException {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(Path.of("application.properties"))) {
      properties.load(reader);
    }
    return properties.stringPropertyNames().stream()
        .map(key -> key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
        .collect(Collectors.toSet());
  }
}
