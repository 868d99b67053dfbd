package dev.kafila.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kafila.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code openapi.yaml}, read once: which operations there are and what they accept. */
public final class Contract {
  public static final String RESOURCE = "openapi.yaml";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final String yaml;
  private final String json;
  private final JsonNode document;
  private final List<Operation> operations;

  private Contract(String yaml, JsonNode document) {
    this.yaml = yaml;
    this.document = document;
    this.json = Json.write(document);
    var schemas = new Schema.Source(document);
    List<Operation> found = new ArrayList<>();
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            found.add(
                                operation(
                                    path.getKey(),
                                    path.getValue(),
                                    entry.getKey(),
                                    entry.getValue(),
                                    schemas));
                          }
                        }));
    this.operations = List.copyOf(found);
  }

  /** Reads the contract from the class path. */
  public static Contract load() {
    try (var stream = Contract.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      var yaml = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      ObjectMapper mapper = new YAMLMapper();
      return new Contract(yaml, mapper.readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String yaml() {
    return yaml;
  }

  public String json() {
    return json;
  }

  /** The names of all operations. */
  public Set<String> operationIds() {
    Set<String> ids = new TreeSet<>();
    operations.forEach(operation -> ids.add(operation.id()));
    return ids;
  }

  Operation operation(String id) {
    return operations.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
  }

  Optional<Operation> find(String method, String path) {
    var segments = segments(path);
    return operations.stream()
        .filter(o -> o.method().equals(method) && o.match(segments).isPresent())
        .findFirst();
  }

  /** The methods that a path knows; empty if there is no such path. */
  Set<String> methods(String path) {
    var segments = segments(path);
    Set<String> methods = new TreeSet<>();
    for (var operation : operations) {
      if (operation.match(segments).isPresent()) {
        methods.add(operation.method());
      }
    }
    return methods;
  }

  static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private Operation operation(
      String path, JsonNode item, String method, JsonNode operation, Schema.Source schemas) {
    var pointer = "#/paths/" + escape(path) + "/";
    List<Operation.Parameter> parameters = new ArrayList<>();
    addParameters(item.path("parameters"), pointer + "parameters/", schemas, parameters);
    addParameters(
        operation.path("parameters"), pointer + method + "/parameters/", schemas, parameters);
    var body = resolve(operation.path("requestBody"));
    Set<String> mediaTypes = new LinkedHashSet<>();
    body.path("content").fieldNames().forEachRemaining(mediaTypes::add);
    var schema =
        mediaTypes.stream()
            .findFirst()
            .map(type -> body.path("content").path(type).path("schema").path("$ref").textValue())
            .map(schemas::at);
    var security = operation.path("security");
    return new Operation(
        operation.path("operationId").textValue(),
        method.toUpperCase(java.util.Locale.ROOT),
        segments(path),
        parameters,
        mediaTypes,
        schema,
        body.path("required").asBoolean(),
        security.size() == 1 && security.get(0).isEmpty());
  }

  private void addParameters(
      JsonNode array, String pointer, Schema.Source schemas, List<Operation.Parameter> to) {
    for (int i = 0; i < array.size(); i++) {
      var reference = array.get(i).path("$ref").textValue();
      var parameter = resolve(array.get(i));
      var schema = parameter.path("schema");
      to.add(
          new Operation.Parameter(
              parameter.path("name").textValue(),
              parameter.path("in").textValue(),
              schema.path("type").asText().equals("integer"),
              schema.hasNonNull("default") ? schema.path("default").asText() : null,
              schemas.at((reference == null ? pointer + i : reference) + "/schema")));
    }
  }

  private JsonNode resolve(JsonNode node) {
    var reference = node.path("$ref").textValue();
    return reference == null ? node : document.at(reference.substring(1));
  }

  private static String escape(String path) {
    return path.replace("~", "~0").replace("/", "~1");
  }
}
