package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Json;
import dev.kafila.testing.AsyncApiSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/contract.md} leaves nothing out. */
class ContractPageTest {
  private static String page;

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Path.of("docs/contract.md"));
  }

  private static List<String> names(com.fasterxml.jackson.databind.JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void it_names_every_operation_and_its_path() throws IOException {
    // Given
    var contract = Contract.load();

    // When
    var paths = names(Json.mapper().readTree(contract.json()).path("paths"));

    // Then
    assertThat(contract.operationIds()).allSatisfy(id -> assertThat(page).contains("`" + id + "`"));
    assertThat(paths).allSatisfy(path -> assertThat(page).contains(" " + path + "`"));
  }

  @Test
  void it_names_every_status_that_an_operation_may_have() throws IOException {
    // When
    var statuses =
        Json.mapper().readTree(Contract.load().json()).findValues("responses").stream()
            .flatMap(responses -> names(responses).stream())
            .filter(name -> name.matches("[45].."))
            .distinct()
            .toList();

    // Then
    assertThat(statuses).isNotEmpty().allSatisfy(status -> assertThat(page).contains(status));
  }

  @Test
  void it_names_every_topic_every_type_and_every_header() {
    // Given
    var document = AsyncApiSchemas.load().document();
    var schemas = document.path("components").path("schemas");

    // When
    List<String> names = new ArrayList<>();
    document.path("channels").forEach(channel -> names.add(channel.path("address").asText()));
    document
        .path("components")
        .path("messages")
        .forEach(message -> names.add(message.path("name").asText()));
    names.remove("deadLetter");
    schemas.path("EventHeaders").path("required").forEach(name -> names.add(name.asText()));
    names.addAll(names(schemas.path("DeadLetterHeaders").path("properties")));

    // Then
    assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }
}
