package dev.kafila.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import dev.kafila.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code asyncapi.yaml} says of a record. */
public final class AsyncApiSchemas {
  private static final String DOCUMENT = "https://kafila.invalid/asyncapi.json";

  private final JsonNode document;
  private final JsonSchemaFactory factory;
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private AsyncApiSchemas(JsonNode document) {
    this.document = document;
    List<NonValidationKeyword> notSchemas = new ArrayList<>();
    document.fieldNames().forEachRemaining(name -> notSchemas.add(new NonValidationKeyword(name)));
    var dialect = JsonMetaSchema.builder(JsonMetaSchema.getV7()).keywords(notSchemas).build();
    factory =
        JsonSchemaFactory.builder()
            .metaSchema(dialect)
            .defaultMetaSchemaIri(dialect.getIri())
            .schemaLoaders(loaders -> loaders.schemas(Map.of(DOCUMENT, Json.write(document))))
            .build();
  }

  public static AsyncApiSchemas load() {
    try (var stream = AsyncApiSchemas.class.getClassLoader().getResourceAsStream("asyncapi.yaml")) {
      return new AsyncApiSchemas(new YAMLMapper().readTree(stream));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode document() {
    return document;
  }

  /** The types that a topic may carry; empty if there is no such topic. */
  public List<String> typesOn(String topic) {
    List<String> types = new ArrayList<>();
    for (var channel : document.path("channels")) {
      if (channel.path("address").asText().equals(topic)) {
        channel
            .path("messages")
            .forEach(message -> types.add(resolve(message).path("name").asText()));
      }
    }
    return types;
  }

  /**
   * What is wrong with an event's record; empty if nothing is.
   *
   * @param headers as text
   * @param json the record's value
   */
  public List<String> validate(
      String topic, String type, Map<String, String> headers, String json) {
    if (!typesOn(topic).contains(type)) {
      return List.of("%s may not carry %s".formatted(topic, type));
    }
    var message = messageOf(type);
    List<String> problems = new ArrayList<>();
    problems.addAll(problems(message + "/headers", Json.tree(headers), "headers"));
    problems.addAll(problems(message + "/payload", Json.read(json, JsonNode.class), "payload"));
    return problems;
  }

  /** What is wrong with a dead letter's headers; empty if nothing is. */
  public List<String> validateDeadLetter(String topic, Map<String, String> headers) {
    if (!typesOn(topic).equals(List.of("deadLetter"))) {
      return List.of(topic + " is no topic of dead letters");
    }
    return problems("#/components/schemas/DeadLetterHeaders", Json.tree(headers), "headers");
  }

  private String messageOf(String type) {
    var messages = document.path("components").path("messages").fields();
    while (messages.hasNext()) {
      var message = messages.next();
      if (message.getValue().path("name").asText().equals(type)) {
        return "#/components/messages/" + message.getKey();
      }
    }
    throw new IllegalArgumentException("no message of type " + type);
  }

  private List<String> problems(String reference, JsonNode value, String what) {
    return factory
        .getSchema(SchemaLocation.of(DOCUMENT + reference), config)
        .validate(value)
        .stream()
        .map(message -> what + " " + message.getMessage())
        .toList();
  }

  private JsonNode resolve(JsonNode node) {
    var reference = node.path("$ref").textValue();
    return reference == null ? node : document.at(reference.substring(1));
  }
}
