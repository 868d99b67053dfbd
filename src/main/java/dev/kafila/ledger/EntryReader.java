package dev.kafila.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kafila.deadletter.LetterHeaders;
import dev.kafila.event.Json;
import dev.kafila.event.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Reads of a record what the ledger counts by. Anything may be missing or make no sense. */
final class EntryReader {
  private static final String STRUCTURED = "application/cloudevents";
  private static final Set<String> STANDARD =
      Set.of(
          "ce_specversion",
          "ce_id",
          "ce_type",
          "ce_source",
          "ce_subject",
          "ce_time",
          "ce_userid",
          "ce_traceparent");
  private static final String OURS = "/kafila/";
  private static final int SECONDS_OF_A_MINUTE = 60;

  private final Set<String> sources;

  /**
   * @param sources of events that the store has accepted, beside Kafila's own
   */
  EntryReader(Set<String> sources) {
    this.sources = sources;
  }

  Entry read(ConsumerRecord<byte[], byte[]> record) {
    var attributes = attributes(record);
    var id = attributes.apply("id");
    var source = attributes.apply("source");
    // Of control characters no event's id is made, nor could the database be asked for it.
    boolean named = id != null && !id.isBlank() && id.chars().noneMatch(Character::isISOControl);
    var time = time(attributes.apply("time"));
    boolean ours = named && time != null && source != null && isOurs(source);
    long writtenAt = record.timestamp();
    var replayGroup = text(record.headers(), LetterHeaders.REPLAY_GROUP);
    // What is sent again may be older than what is looked at.
    boolean dated = ours && replayGroup == null;
    return new Entry(
        record.partition(),
        record.offset(),
        minute(dated ? time : Instant.ofEpochMilli(writtenAt)),
        writtenAt,
        named ? id : null,
        named ? EventKey.of(id) : null,
        ours,
        attributes.apply("type"),
        extensions(record.headers()),
        replayGroup);
  }

  private boolean isOurs(String source) {
    return source.startsWith(OURS) || sources.contains(source);
  }

  static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS_OF_A_MINUTE);
  }

  private static UnaryOperator<String> attributes(ConsumerRecord<byte[], byte[]> record) {
    var headers = record.headers();
    var contentType = text(headers, "content-type");
    if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED)) {
      var envelope = envelope(record.value());
      return name -> envelope.path(name).textValue();
    }
    return name -> text(headers, "ce_" + name);
  }

  /** Only those that a consumer passes events over by. */
  private static Map<String, String> extensions(Headers headers) {
    Map<String, String> extensions = Map.of();
    for (var header : headers) {
      var name = header.key();
      if (name.startsWith("ce_") && header.value() != null && !STANDARD.contains(name)) {
        extensions = extensions.isEmpty() ? new HashMap<>() : extensions;
        extensions.put(
            name.substring("ce_".length()), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return extensions;
  }

  private static JsonNode envelope(byte[] value) {
    if (value != null) {
      try {
        return Json.read(new String(value, StandardCharsets.UTF_8), JsonNode.class);
      } catch (IllegalArgumentException e) {
        // Unreadable: it has no attributes.
      }
    }
    return MissingNode.getInstance();
  }

  private static Instant time(String text) {
    try {
      return text == null ? null : Rfc3339.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
