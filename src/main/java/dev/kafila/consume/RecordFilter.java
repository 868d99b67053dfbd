package dev.kafila.consume;

import dev.kafila.deadletter.LetterHeaders;
import dev.kafila.event.EventTypes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;

/** Tells from a record's headers alone whether a group's route has to see it. */
final class RecordFilter {
  static final String TYPE = "ce_type";

  enum Verdict {
    HANDLE,
    /** Of a type, or with an attribute, that another route handles. */
    OTHER_TYPE,
    /** Of a type that no contract knows. */
    UNKNOWN_TYPE,
    /** Replayed for another group. */
    OTHER_GROUP
  }

  private final byte[] group;
  private final Set<String> eventTypes;
  private final byte[][] wanted;
  private final Attribute[] attributes;

  /** A header and the value that it has to have, where it is there. */
  private record Attribute(String header, byte[] value) {}

  /**
   * @param eventTypes empty: all
   * @param attributes extension attributes, name to text, of the events that the route handles
   */
  RecordFilter(String group, Set<String> eventTypes, Map<String, String> attributes) {
    this.group = bytes(group);
    this.eventTypes = Set.copyOf(eventTypes);
    this.wanted = eventTypes.stream().map(RecordFilter::bytes).toArray(byte[][]::new);
    this.attributes =
        attributes.entrySet().stream()
            .map(one -> new Attribute("ce_" + one.getKey(), bytes(one.getValue())))
            .toArray(Attribute[]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  boolean wantsAll() {
    return eventTypes.isEmpty();
  }

  boolean wants(String eventType) {
    return wantsAll() || eventTypes.contains(eventType);
  }

  /** A record without a type goes to the route: structured mode has it in the value. */
  Verdict judge(EventHeaders headers) {
    Header replayGroup = headers.last(LetterHeaders.REPLAY_GROUP);
    if (replayGroup != null && !Arrays.equals(replayGroup.value(), group)) {
      return Verdict.OTHER_GROUP;
    }
    Header type = headers.last(TYPE);
    if (wanted.length == 0 || type == null || type.value() == null || isWanted(type.value())) {
      return isAnothers(headers) ? Verdict.OTHER_TYPE : Verdict.HANDLE;
    }
    return EventTypes.KNOWN.contains(new String(type.value(), StandardCharsets.UTF_8))
        ? Verdict.OTHER_TYPE
        : Verdict.UNKNOWN_TYPE;
  }

  /** An attribute that is not there says nothing: the route has to look itself. */
  private boolean isAnothers(EventHeaders headers) {
    for (Attribute attribute : attributes) {
      Header header = headers.other(attribute.header());
      if (header != null && !Arrays.equals(header.value(), attribute.value())) {
        return true;
      }
    }
    return false;
  }

  private boolean isWanted(byte[] type) {
    for (byte[] one : wanted) {
      if (Arrays.equals(one, type)) {
        return true;
      }
    }
    return false;
  }
}
