package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kafila.event.Json;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract against the specification, the routes, and what is promised about errors. */
class ContractTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final Contract contract = Contract.load();

  private List<JsonNode> operations() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    Json.mapper()
        .readTree(contract.json())
        .path("paths")
        .forEach(
            path ->
                path.fields()
                    .forEachRemaining(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            found.add(entry.getValue());
                          }
                        }));
    return found;
  }

  @Test
  void it_is_openapi_without_a_complaint() {
    // When
    var result = new OpenAPIV3Parser().readContents(contract.yaml(), null, new ParseOptions());

    // Then
    assertThat(result.getMessages()).isEmpty();
  }

  @Test
  void every_operation_has_one_route_and_no_route_is_left_over() throws IOException {
    // Given
    Set<String> served = new TreeSet<>();
    try (var files = Files.newDirectoryStream(Path.of("routes"), "*-api.camel.yaml")) {
      for (var file : files) {
        new YAMLMapper()
            .readTree(Files.readString(file))
            .findValuesAsText("uri")
            .forEach(uri -> served.add(uri.replace("direct:", "")));
      }
    }

    // Then
    var routed = new TreeSet<>(contract.operationIds());
    routed.remove(StreamGate.OPERATION);
    assertThat(served)
        .filteredOn(uri -> !uri.contains(":"))
        .containsExactlyInAnyOrderElementsOf(routed);
  }

  @Test
  void every_operation_says_what_it_does_and_how_it_fails() throws IOException {
    assertThat(operations())
        .isNotEmpty()
        .allSatisfy(
            operation -> {
              var answers = new HashSet<String>();
              operation.path("responses").fieldNames().forEachRemaining(answers::add);
              assertThat(operation.path("summary").asText()).endsWith(".");
              assertThat(answers).contains("500");
              if (!operation.path("tags").path(0).asText().equals("contract")) {
                assertThat(answers).contains("400", "401", "403", "429", "503");
              }
              if (operation.has("requestBody")) {
                assertThat(answers).contains("413", "415", "422");
              }
            });
  }

  @Test
  void nothing_unknown_may_be_sent() throws IOException {
    // Given
    var schemas = Json.mapper().readTree(contract.json()).path("components").path("schemas");

    // Then
    for (var name : List.of("ChatRequest", "NewTask", "TaskChange", "Snooze", "Preferences")) {
      assertThat(schemas.path(name).path("additionalProperties").isBoolean()).as(name).isTrue();
    }
  }
}
