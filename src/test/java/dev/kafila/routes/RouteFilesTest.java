package dev.kafila.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every file in routes/ keeps to, so that anyone can read it and nothing is left out in
 * silence.
 */
class RouteFilesTest {
  private static final int MOST_STEPS = 12;

  static Stream<Path> files() throws IOException {
    try (var files = Files.list(Path.of("routes"))) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void there_is_nothing_else_beside_them() throws IOException {
    assertThat(files())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.toString()).endsWith(".camel.yaml"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void camel_reads_every_route_of_the_file(Path file) throws Exception {
    // Given
    var written = routes(file).map(route -> route.path("id").asText()).toList();

    // When
    try (var context = new DefaultCamelContext()) {
      var resource = ResourceHelper.resolveResource(context, "file:" + file);
      assertThatCode(() -> PluginHelper.getRoutesLoader(context).loadRoutes(resource))
          .as(file.toString())
          .doesNotThrowAnyException();

      // Then
      assertThat(context.getRouteDefinitions())
          .as("%s: routes that Camel found", file)
          .extracting(RouteDefinition::getRouteId)
          .containsAll(written);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void it_is_a_list_of_routes_rests_and_what_becomes_of_failures(Path file) throws IOException {
    // When
    var content = yaml(file);

    // Then
    assertThat(content.isArray()).as("%s: a list, each entry starting with a dash", file).isTrue();
    assertThat(content)
        .as("%s: entries", file)
        .allSatisfy(
            entry ->
                assertThat(entry.fieldNames())
                    .toIterable()
                    .isSubsetOf("route", "rest", "onException"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void each_route_says_in_a_sentence_what_it_does(Path file) throws IOException {
    assertThat(routes(file))
        .as("%s: routes", file)
        .allSatisfy(
            route -> {
              assertThat(route.path("id").asText()).as("id").matches("[a-zA-Z][a-zA-Z0-9-]*");
              assertThat(route.path("description").asText())
                  .as("description of %s", route.path("id").asText())
                  .matches("[A-Z].*\\.");
            });
  }

  @ParameterizedTest
  @MethodSource("files")
  void no_route_is_too_long_to_take_in(Path file) throws IOException {
    assertThat(routes(file))
        .allSatisfy(
            route ->
                assertThat(steps(route))
                    .as("%s: steps of %s", file, route.path("id").asText())
                    .isLessThanOrEqualTo(MOST_STEPS));
  }

  @ParameterizedTest
  @MethodSource("files")
  void options_stand_under_parameters(Path file) throws IOException {
    assertThat(yaml(file).findValuesAsText("uri"))
        .as("%s: uri", file)
        .allSatisfy(uri -> assertThat(uri).doesNotContain("?"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void whoever_consumes_a_topic_has_a_group_and_dead_letters(Path file) throws IOException {
    var consumers =
        routes(file)
            .filter(route -> route.path("from").path("uri").asText().matches(".*kafka:.*"))
            .toList();

    assertThat(consumers)
        .allSatisfy(
            route -> {
              assertThat(route.path("routeConfigurationId").asText()).isEqualTo("kafka-dlq");
              assertThat(route.path("from").path("parameters").path("groupId").asText())
                  .isNotEmpty();
            });
  }

  @Test
  void no_two_routes_have_one_id() throws IOException {
    // When
    var ids = new ArrayList<String>();
    for (var file : files().toList()) {
      routes(file).forEach(route -> ids.add(route.path("id").asText()));
    }

    // Then
    assertThat(ids).doesNotHaveDuplicates();
  }

  private static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(file));
  }

  private static Stream<JsonNode> routes(Path file) throws IOException {
    return StreamSupport.stream(yaml(file).spliterator(), false)
        .filter(entry -> entry.has("route"))
        .map(entry -> entry.path("route"));
  }

  private static int steps(JsonNode node) {
    int own = node.path("steps").size();
    return own + StreamSupport.stream(node.spliterator(), false).mapToInt(n -> steps(n)).sum();
  }
}
