package dev.kafila.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sets fields of values that are JSON.
 *
 * @param fields what to set, by paths such as {@code task.reminders[0].remind_at}; in order
 */
public record FieldEdit(Map<String, JsonNode> fields) implements ValueEdit {
  private static final Pattern PATH =
      Pattern.compile("([^.\\[\\]]+|\\[\\d{1,6}])(\\.[^.\\[\\]]+|\\[\\d{1,6}])*");
  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d{1,6})]");

  /** Whether a text is a path. */
  public static boolean isPath(String text) {
    return PATH.matcher(text).matches();
  }

  /** A field's name, or a place in an array. */
  private record Step(String name, int index) {
    @Override
    public String toString() {
      return name == null ? "[" + index + "]" : name;
    }
  }

  @Override
  public byte[] edit(Letter letter) {
    var bytes = letter.value();
    var tree =
        (bytes == null ? Optional.<JsonNode>empty() : LetterValue.json(bytes))
            .orElseThrow(() -> new EditRefusedException("its value is not JSON: nothing to set"));
    fields.forEach((path, value) -> set(tree, path, value));
    return LetterValue.bytes(tree);
  }

  private static void set(JsonNode tree, String path, JsonNode value) {
    var steps = steps(path);
    var parent = tree;
    for (var step : steps.subList(0, steps.size() - 1)) {
      parent = step.name() == null ? parent.path(step.index()) : parent.path(step.name());
    }
    var last = steps.get(steps.size() - 1);
    if (last.name() != null && parent instanceof ObjectNode object) {
      object.set(last.name(), value);
    } else if (last.name() == null
        && parent instanceof ArrayNode array
        && last.index() <= array.size()) {
      if (last.index() == array.size()) {
        array.add(value);
      } else {
        array.set(last.index(), value);
      }
    } else {
      throw new EditRefusedException("its value has no place for " + path);
    }
  }

  private static List<Step> steps(String path) {
    List<Step> steps = new ArrayList<>();
    var matcher = STEP.matcher(path);
    while (matcher.find()) {
      steps.add(
          matcher.group(1) == null
              ? new Step(null, Integer.parseInt(matcher.group(2)))
              : new Step(matcher.group(1), 0));
    }
    return steps;
  }
}
