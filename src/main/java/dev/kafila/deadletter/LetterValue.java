package dev.kafila.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A failed record's value, which may be anything, as something to look at. */
public final class LetterValue {
  private static final int BYTES_IN_A_LINE = 16;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private LetterValue() {}

  /** The value as JSON; empty if it is none, or says something twice. */
  public static Optional<JsonNode> json(byte[] value) {
    return text(value)
        .flatMap(
            text -> {
              try {
                return Optional.of(MAPPER.readTree(text)).filter(tree -> !tree.isMissingNode());
              } catch (IOException e) {
                return Optional.empty();
              }
            });
  }

  /** JSON as it is sent: without spaces, numbers as they were written. */
  public static byte[] bytes(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text, whatever cannot be read replaced. */
  static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Text that the database takes, which knows no zero bytes. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  /** The value as text; empty if it is not UTF-8 or has control characters. */
  public static Optional<String> text(byte[] value) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      return Optional.of(text).filter(one -> one.chars().noneMatch(LetterValue::isForMachines));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isForMachines(int character) {
    return Character.isISOControl(character) && "\n\r\t".indexOf(character) < 0;
  }

  /** Indented JSON, or else text, or else hexadecimal bytes, 16 a line. */
  public static String readable(byte[] value) {
    return json(value)
        .map(JsonNode::toPrettyString)
        .or(() -> text(value))
        .orElseGet(() -> hexadecimal(value));
  }

  private static String hexadecimal(byte[] value) {
    var format = HexFormat.ofDelimiter(" ");
    return IntStream.iterate(0, from -> from < value.length, from -> from + BYTES_IN_A_LINE)
        .mapToObj(
            from -> format.formatHex(value, from, Math.min(value.length, from + BYTES_IN_A_LINE)))
        .collect(Collectors.joining("\n"));
  }
}
