package dev.kafila.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.task.InvalidFieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of a JSON object, one kind of value each. What is absent or null is null; what is of
 * another kind, or not known, throws {@link InvalidFieldException} with its name.
 */
final class PreferenceFields {
  private final JsonNode json;
  private final String prefix;

  private PreferenceFields(JsonNode json, String prefix) {
    this.json = json;
    this.prefix = prefix;
  }

  /**
   * @param known every field that there is
   */
  static PreferenceFields of(JsonNode json, Set<String> known) {
    return new PreferenceFields(json, "").only(known);
  }

  private PreferenceFields only(Set<String> known) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw wrong(name, "is not a preference that can be set");
              }
            });
    return this;
  }

  String text(String name) {
    return value(name, "must be text", JsonNode::isTextual, JsonNode::asText);
  }

  Boolean flag(String name) {
    return value(name, "must be true or false", JsonNode::isBoolean, JsonNode::asBoolean);
  }

  Integer number(String name) {
    return value(
        name,
        "must be a whole number",
        node -> node.canConvertToExactIntegral() && node.canConvertToInt(),
        JsonNode::asInt);
  }

  List<String> names(String name) {
    var nodes = value(name, "must be a list of names", JsonNode::isArray, Function.identity());
    if (nodes == null) {
      return null;
    }
    var names = new ArrayList<String>();
    for (var node : nodes) {
      if (!node.isTextual()) {
        throw wrong(name, "must be a list of names");
      }
      names.add(node.asText());
    }
    return names;
  }

  /** What its own fields make of an object; null where it is absent. */
  <T> T object(String name, Set<String> known, Function<PreferenceFields, T> make) {
    var node = value(name, "must be an object", JsonNode::isObject, Function.identity());
    return node == null
        ? null
        : make.apply(new PreferenceFields(node, prefix + name + ".").only(known));
  }

  private <T> T value(
      String name, String demand, Function<JsonNode, Boolean> fits, Function<JsonNode, T> make) {
    var node = json.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!fits.apply(node)) {
      throw wrong(name, demand);
    }
    return make.apply(node);
  }

  private InvalidFieldException wrong(String name, String detail) {
    return new InvalidFieldException(prefix + name, detail);
  }
}
