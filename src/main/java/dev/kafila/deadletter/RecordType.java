package dev.kafila.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * What a record says it is, whether or not the rest of it can be read.
 *
 * @param id the event's; empty if it names none, or one that no event can have and the database
 *     could not take
 * @param type the event's, such as {@code task.completed}; empty if it names none
 */
record RecordType(Optional<String> id, Optional<String> type) {
  private static final String STRUCTURED = "application/cloudevents+json";

  RecordType {
    id = id.filter(text -> text.chars().noneMatch(Character::isISOControl));
  }

  static RecordType of(Headers headers, byte[] value) {
    var contentType = text(headers, "content-type").orElse("");
    if (contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT).equals(STRUCTURED)
        && value != null) {
      var envelope = LetterValue.json(value);
      return new RecordType(text(envelope, "id"), text(envelope, "type"));
    }
    return new RecordType(text(headers, "ce_id"), text(headers, "ce_type"));
  }

  static Optional<String> text(Headers headers, String name) {
    return Optional.ofNullable(headers.lastHeader(name))
        .map(header -> header.value())
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .filter(text -> !text.isBlank());
  }

  private static Optional<String> text(Optional<JsonNode> envelope, String name) {
    return envelope.map(node -> node.path(name).textValue()).filter(text -> !text.isBlank());
  }
}
