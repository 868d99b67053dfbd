package dev.kafila.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One operation of the contract.
 *
 * @param id {@code operationId}
 * @param template the path's segments; parameters in braces
 * @param mediaTypes of the body; empty where the operation takes none
 * @param body empty where the operation takes none
 * @param open asks for no token
 */
record Operation(
    String id,
    String method,
    List<String> template,
    List<Parameter> parameters,
    Set<String> mediaTypes,
    Optional<Schema> body,
    boolean bodyRequired,
    boolean open) {

  /**
   * A parameter.
   *
   * @param in {@code path}, {@code query} or {@code header}
   * @param fallback what holds where a query does not give it; null: nothing
   */
  record Parameter(String name, String in, boolean isInteger, String fallback, Schema schema) {

    List<FieldProblem> problemsOf(String value) {
      return schema.problemsOf(node(value), name);
    }

    private JsonNode node(String value) {
      var nodes = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
      if (isInteger && value.matches("-?\\d{1,9}")) {
        return nodes.numberNode(Integer.parseInt(value));
      }
      return nodes.textNode(value);
    }
  }

  /**
   * The path's parameters by name, still encoded.
   *
   * @return empty if it is not a path of this operation
   */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != template.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < path.size(); i++) {
      var part = template.get(i);
      if (part.startsWith("{")) {
        if (path.get(i).isEmpty()) {
          return Optional.empty();
        }
        values.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
