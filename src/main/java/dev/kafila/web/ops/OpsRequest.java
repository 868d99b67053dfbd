package dev.kafila.web.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Rfc3339;
import dev.kafila.web.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What an operator asks for. Each reading method throws a 422 that names the parameter where its
 * value makes no sense.
 *
 * @param path what stands in the address, by the names of its pattern
 * @param parameters of the query, as text, or the fields of the JSON body
 * @param remote the caller's address
 */
public record OpsRequest(
    Map<String, String> path, Map<String, JsonNode> parameters, String remote) {

  public Optional<String> text(String name) {
    return value(name)
        .map(
            value -> {
              if (!value.isTextual()) {
                throw ProblemException.field(name, "must be a text");
              }
              return printable(name, value.textValue().strip());
            })
        .filter(text -> !text.isEmpty());
  }

  /** One text, or an array of them; empty if absent. */
  public List<String> texts(String name) {
    var value = value(name);
    if (value.isEmpty() || !value.get().isArray()) {
      return text(name).stream().toList();
    }
    return StreamSupport.stream(value.get().spliterator(), false)
        .map(
            one -> {
              if (!one.isTextual()) {
                throw ProblemException.field(name, "must hold texts only");
              }
              return printable(name, one.textValue());
            })
        .toList();
  }

  /** PostgreSQL's texts hold no zero byte, and no name has a control character. */
  private static String printable(String name, String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.field(name, "must not contain control characters");
    }
    return text;
  }

  public int number(String name, int otherwise, int least, int most) {
    var value = value(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.get().asText());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the bounds.
    }
    throw ProblemException.field(
        name, "must be a whole number from %d to %d".formatted(least, most));
  }

  /** False if absent. */
  public boolean flag(String name) {
    var text = value(name).map(JsonNode::asText).orElse("false");
    if (text.equals("true") || text.equals("false")) {
      return Boolean.parseBoolean(text);
    }
    throw ProblemException.field(name, "must be true or false");
  }

  /** A moment in RFC 3339. */
  public Optional<Instant> time(String name) {
    return text(name)
        .map(
            text -> {
              try {
                return Rfc3339.parse(text);
              } catch (DateTimeException e) {
                throw ProblemException.field(name, "must be a moment such as 2026-11-21T09:00:00Z");
              }
            });
  }

  /** Any JSON; empty if absent or null. */
  public Optional<JsonNode> value(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isNull());
  }
}
