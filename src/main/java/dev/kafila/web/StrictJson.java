package dev.kafila.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON from strangers: UTF-8, each key once, nothing behind it, whole characters only. */
public final class StrictJson {
  private static final int DEEPEST = 32;
  private static final int LONGEST_DETAIL = 200;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * @throws ProblemException 400 if this is no JSON
   */
  public static JsonNode read(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var tree = MAPPER.readTree(text);
      if (tree.isMissingNode()) {
        throw ProblemException.malformed("the body is empty");
      }
      return tree;
    } catch (CharacterCodingException e) {
      throw ProblemException.malformed("the body is not UTF-8");
    } catch (JsonProcessingException e) {
      throw ProblemException.malformed(
          "the body is not JSON: " + firstLine(e.getOriginalMessage()) + where(e.getLocation()));
    }
  }

  private static String firstLine(String message) {
    var line = message.lines().findFirst().orElse("");
    return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "..." : line;
  }

  /**
   * @param location null where the parser cannot say
   */
  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  /** Texts that hold what cannot be kept: the NUL character, or half a character. */
  public static List<FieldProblem> brokenTexts(JsonNode tree) {
    List<FieldProblem> problems = new ArrayList<>();
    collectBrokenTexts(tree, "", problems);
    return problems;
  }

  private static void collectBrokenTexts(JsonNode node, String at, List<FieldProblem> problems) {
    if (node.isTextual()) {
      checkText(node.textValue(), at, problems);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collectBrokenTexts(node.get(i), at + "[" + i + "]", problems);
      }
    } else {
      node.fields()
          .forEachRemaining(
              field -> {
                var name = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
                checkText(field.getKey(), name, problems);
                collectBrokenTexts(field.getValue(), name, problems);
              });
    }
  }

  private static void checkText(String text, String at, List<FieldProblem> problems) {
    if (text.indexOf(0) >= 0) {
      problems.add(new FieldProblem(at, "must not contain the NUL character"));
    } else if (text.codePoints().anyMatch(StrictJson::isHalfACharacter)) {
      problems.add(new FieldProblem(at, "contains half a character (a lone surrogate)"));
    }
  }

  private static boolean isHalfACharacter(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
