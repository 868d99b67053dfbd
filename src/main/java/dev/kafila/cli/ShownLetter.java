package dev.kafila.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kafila.deadletter.Letter;
import dev.kafila.deadletter.LetterHeaders;
import dev.kafila.deadletter.LetterValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Everything about a letter; the components are its JSON.
 *
 * @param value JSON or text; absent if it is neither
 * @param valueBase64 the exact bytes; absent where the record had none
 */
record ShownLetter(
    String id,
    String message,
    String key,
    List<NameAndText> headers,
    JsonNode value,
    String valueBase64,
    String stackTrace,
    @JsonIgnore String readable) {
  /** Told in places of their own. */
  private static final Set<String> ELSEWHERE =
      Set.of(LetterHeaders.STACKTRACE, LetterHeaders.MESSAGE);

  /** A header; a name may occur twice. */
  record NameAndText(String name, String value) {}

  static ShownLetter of(Letter letter) {
    var bytes = letter.value();
    return new ShownLetter(
        letter.id().toString(),
        letter.message(),
        letter.user().orElse(null),
        StreamSupport.stream(letter.headers().spliterator(), false)
            .map(header -> new NameAndText(header.key(), text(header.value())))
            .toList(),
        value(bytes),
        bytes == null ? null : Base64.getEncoder().encodeToString(bytes),
        letter.header(LetterHeaders.STACKTRACE).orElse(""),
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

  /** For people. */
  String text() {
    var lines =
        headers.stream()
            .filter(header -> !ELSEWHERE.contains(header.name()))
            .map(header -> "  %s: %s".formatted(header.name(), header.value()))
            .collect(Collectors.joining("\n"));
    var all =
        """
        %s: %s

        Key: %s
        Headers:
        %s

        Value:
        %s

        Stack trace:
        %s\
        """
            .formatted(id, message, key == null ? "(none)" : key, lines, readable, stackTrace);
    return Printable.block(all).stripTrailing();
  }
}
