package dev.kafila.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import dev.kafila.event.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One schema of the contract, ready to judge values. */
final class Schema {
  private static final String DOCUMENT = "https://kafila.invalid/openapi.json";
  private static final int MOST_PROBLEMS = 20;
  private static final int LONGEST_NAME = 100;

  /** Beside a pattern in the contract: the same for people. */
  private static final String SAYS = "x-says";

  private final JsonSchema schema;
  private final JsonNode document;

  private Schema(JsonSchema schema, JsonNode document) {
    this.schema = schema;
    this.document = document;
  }

  /** Makes the schemas of one OpenAPI document. */
  static final class Source {
    private final JsonNode document;
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(false)
            .locale(Locale.ROOT)
            .build();

    Source(JsonNode document) {
      this.document = document;
      List<NonValidationKeyword> notSchemas = new ArrayList<>();
      notSchemas.add(new NonValidationKeyword(SAYS));
      document
          .fieldNames()
          .forEachRemaining(name -> notSchemas.add(new NonValidationKeyword(name)));
      var dialect = JsonMetaSchema.builder(OpenApi30.getInstance()).keywords(notSchemas).build();
      factory =
          JsonSchemaFactory.builder()
              .metaSchema(dialect)
              .defaultMetaSchemaIri(dialect.getIri())
              .schemaLoaders(loaders -> loaders.schemas(Map.of(DOCUMENT, Json.write(document))))
              .build();
    }

    /**
     * @param reference for example {@code #/components/schemas/Task}
     */
    Schema at(String reference) {
      return new Schema(
          factory.getSchema(SchemaLocation.of(DOCUMENT + reference), config), document);
    }
  }

  /**
   * What is wrong with a value; empty if nothing is.
   *
   * @param name how the value itself is called: empty for a body
   */
  List<FieldProblem> problemsOf(JsonNode value, String name) {
    return schema.validate(value).stream()
        .limit(MOST_PROBLEMS)
        .map(message -> new FieldProblem(field(message, name), detail(message, document)))
        .toList();
  }

  private static String field(ValidationMessage message, String name) {
    var at = message.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
    var property = message.getProperty();
    var parts = new StringBuilder(name);
    for (var part : new String[] {at, property}) {
      if (part != null && !part.isEmpty()) {
        parts.append(parts.isEmpty() || part.startsWith("[") ? "" : ".").append(part);
      }
    }
    var field = parts.isEmpty() ? "body" : parts.toString();
    return field.length() > LONGEST_NAME ? field.substring(0, LONGEST_NAME) + "..." : field;
  }

  private static String detail(ValidationMessage message, JsonNode document) {
    return switch (message.getType()) {
      case "required" -> "is required";
      case "additionalProperties" -> "is not a field that can be set";
      case "pattern" ->
          document
              .at(message.getSchemaLocation().getFragment().getParent().toString())
              .path(SAYS)
              .asText(message.getError());
      default -> message.getError();
    };
  }
}
