package dev.kafila.consume;

import dev.kafila.deadletter.LetterHeaders;
import dev.kafila.event.EventTypes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.common.header.Header;

/** Tells from a record's headers alone whether a group's route has to see it. */
final class RecordFilter {
  static final String TYPE = "ce_type";

  enum Verdict {
    HANDLE,
    /** Of a type that another route handles. */
    OTHER_TYPE,
    /** Of a type that no contract knows. */
    UNKNOWN_TYPE,
    /** Replayed for another group. */
    OTHER_GROUP
  }

  private final byte[] group;
  private final Set<String> eventTypes;
  private final byte[][] wanted;

  /**
   * @param eventTypes empty: all
   */
  RecordFilter(String group, Set<String> eventTypes) {
    this.group = bytes(group);
    this.eventTypes = Set.copyOf(eventTypes);
    this.wanted = eventTypes.stream().map(RecordFilter::bytes).toArray(byte[][]::new);
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
    if (wanted.length == 0) {
      return Verdict.HANDLE;
    }
    Header type = headers.last(TYPE);
    if (type == null || type.value() == null || isWanted(type.value())) {
      return Verdict.HANDLE;
    }
    return EventTypes.KNOWN.contains(new String(type.value(), StandardCharsets.UTF_8))
        ? Verdict.OTHER_TYPE
        : Verdict.UNKNOWN_TYPE;
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
