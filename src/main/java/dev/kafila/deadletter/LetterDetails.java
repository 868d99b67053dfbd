package dev.kafila.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Everything about a letter; the components are its JSON.
 *
 * @param message why it failed
 * @param key null where the record had none
 * @param value JSON or text; absent if it is neither
 * @param valueBase64 the exact bytes; absent where the record had none
 * @param replays when it was sent again
 * @param later what has happened to the user's later events; null where the letter has no key, or
 *     names no group
 * @param readable the value for people
 */
public record LetterDetails(
    String id,
    String message,
    String key,
    List<NameAndText> headers,
    JsonNode value,
    String valueBase64,
    String stackTrace,
    List<PastReplay> replays,
    LaterSummary later,
    @JsonIgnore String readable) {

  /** A header; a name may occur twice. */
  public record NameAndText(String name, String value) {}

  static LetterDetails of(Letter letter, List<PastReplay> replays, LaterSummary later) {
    var bytes = letter.value();
    return new LetterDetails(
        letter.id().toString(),
        letter.message(),
        letter.user().orElse(null),
        StreamSupport.stream(letter.headers().spliterator(), false)
            .map(header -> new NameAndText(header.key(), text(header.value())))
            .toList(),
        value(bytes),
        bytes == null ? null : Base64.getEncoder().encodeToString(bytes),
        letter.header(LetterHeaders.STACKTRACE).orElse(""),
        replays,
        later,
        bytes == null ? "(none)" : LetterValue.readable(bytes));
  }

  private static JsonNode value(byte[] bytes) {
    return bytes == null
        ? null
        : LetterValue.json(bytes)
            .or(() -> LetterValue.text(bytes).map(TextNode::valueOf))
            .orElse(null);
  }

  private static String text(byte[] value) {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }
}
