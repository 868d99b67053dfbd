package dev.kafila.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** CloudEvents 1.0 in their Kafka binding, read from a record's headers and value. */
public final class CloudEvents {
  private static final String SPEC_VERSION = "1.0";
  private static final String CONTENT_TYPE = "content-type";
  private static final String TRACEPARENT = "traceparent";
  private static final String JSON = "application/json";

  private static final String STRUCTURED = "application/cloudevents";
  private static final String STRUCTURED_JSON = "application/cloudevents+json";
  private static final int DEPTH = 64;

  private enum Attribute {
    SPECVERSION,
    ID,
    TYPE,
    SOURCE,
    SUBJECT,
    TIME,
    USERID,
    TRACEPARENT;

    private final String field = name().toLowerCase(Locale.ROOT);
    private final String header = "ce_" + field;
  }

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private CloudEvents() {}

  /**
   * Reads a record, in binary or structured mode.
   *
   * @param header answers a header's text; null where the record has none of that name
   * @param value the record's value; may be null
   * @throws UnreadableEventException says what is wrong with it
   */
  public static Event read(UnaryOperator<String> header, byte[] value) {
    if (value == null) {
      throw new UnreadableEventException("the record has no value");
    }
    String contentType = mediaType(header.apply(CONTENT_TYPE));
    if (contentType.startsWith(STRUCTURED)) {
      if (!contentType.equals(STRUCTURED_JSON)) {
        throw new UnreadableEventException("cannot read " + contentType);
      }
      JsonNode envelope = object(value, "the event");
      return event(
          attribute -> text(envelope.get(attribute.field), attribute.field),
          envelope.get("data"),
          header.apply(TRACEPARENT));
    }
    if (header.apply(Attribute.SPECVERSION.header) == null) {
      throw new UnreadableEventException("not a CloudEvent: header ce_specversion is missing");
    }
    if (!contentType.isEmpty() && !contentType.equals(JSON) && !contentType.endsWith("+json")) {
      throw new UnreadableEventException("data is " + contentType + ", not " + JSON);
    }
    return event(
        attribute -> header.apply(attribute.header),
        object(value, "data"),
        header.apply(TRACEPARENT));
  }

  private static Event event(
      Function<Attribute, String> attributes, JsonNode data, String traceparent) {
    String version = required(attributes, Attribute.SPECVERSION);
    if (!version.equals(SPEC_VERSION)) {
      throw new UnreadableEventException("specversion is %s, not 1.0".formatted(version));
    }
    if (data == null || !data.isObject()) {
      throw new UnreadableEventException("data is not a JSON object");
    }
    String parent = traceparent != null ? traceparent : attributes.apply(Attribute.TRACEPARENT);
    return new Event(
        required(attributes, Attribute.ID),
        required(attributes, Attribute.TYPE),
        required(attributes, Attribute.SOURCE),
        attributes.apply(Attribute.SUBJECT),
        time(required(attributes, Attribute.TIME)),
        required(attributes, Attribute.USERID),
        TraceContext.isValid(parent) ? parent : null,
        data);
  }

  private static String required(Function<Attribute, String> attributes, Attribute attribute) {
    String value = attributes.apply(attribute);
    if (value == null || value.isBlank()) {
      throw new UnreadableEventException(attribute.field + " is missing");
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        throw new UnreadableEventException(attribute.field + " contains control characters");
      }
    }
    return value;
  }

  private static Instant time(String text) {
    try {
      return Rfc3339.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableEventException("time is not RFC 3339: " + text, e);
    }
  }

  private static String text(JsonNode node, String name) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      throw new UnreadableEventException(name + " is not text");
    }
    return node.textValue();
  }

  private static JsonNode object(byte[] value, String what) {
    JsonNode node;
    try {
      node = MAPPER.readTree(value);
    } catch (IOException e) {
      throw new UnreadableEventException(what + " is not JSON: " + firstLine(e.getMessage()), e);
    }
    if (!node.isObject()) {
      throw new UnreadableEventException(what + " is not a JSON object");
    }
    return node;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static String mediaType(String contentType) {
    if (contentType == null) {
      return "";
    }
    if (contentType.equals(JSON)) {
      return JSON;
    }
    return contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
  }
}
