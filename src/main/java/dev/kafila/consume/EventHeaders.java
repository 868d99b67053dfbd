package dev.kafila.consume;

import dev.kafila.deadletter.LetterHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a record that say whose and what event it is, found in one pass; of several with
 * one name the last counts.
 *
 * <p>Kafka goes through all headers for each look-up and decodes each value anew. The polling
 * thread decodes them while the record is in its core's cache: once it has waited for a worker,
 * each header costs several misses.
 */
final class EventHeaders {
  private static final List<String> NAMES =
      List.of(
          "ce_specversion",
          "ce_id",
          "ce_type",
          "ce_source",
          "ce_subject",
          "ce_time",
          "ce_userid",
          "content-type",
          "traceparent",
          "ce_traceparent",
          LetterHeaders.REPLAY_GROUP);

  private static final int SLOTS = NAMES.size();

  /** The slots by the length of their names: comparing one or two costs less than a new hash. */
  private static final int[][] BY_LENGTH = byLength();

  private final Headers all;
  private final Header[] found = new Header[SLOTS];
  private String[] texts;

  private EventHeaders(Headers all) {
    this.all = all;
  }

  static EventHeaders of(Headers headers) {
    var event = new EventHeaders(headers);
    for (Header header : headers) {
      int slot = slot(header.key());
      if (slot >= 0) {
        event.found[slot] = header;
      }
    }
    return event;
  }

  private static int[][] byLength() {
    int longest = NAMES.stream().mapToInt(String::length).max().orElseThrow();
    int[][] slots = new int[longest + 1][];
    Arrays.setAll(
        slots,
        length ->
            IntStream.range(0, SLOTS).filter(slot -> NAMES.get(slot).length() == length).toArray());
    return slots;
  }

  private static int slot(String name) {
    if (name.length() < BY_LENGTH.length) {
      for (int slot : BY_LENGTH[name.length()]) {
        if (NAMES.get(slot).equals(name)) {
          return slot;
        }
      }
    }
    return -1;
  }

  /**
   * Null where there is none of that name.
   *
   * @throws IllegalArgumentException if the name is none that an event's headers have
   */
  Header last(String name) {
    int slot = slot(name);
    if (slot < 0) {
      throw new IllegalArgumentException("not a header of an event: " + name);
    }
    return found[slot];
  }

  /** One that not every event has, looked for anew each time; null where there is none. */
  Header other(String name) {
    return all.lastHeader(name);
  }

  /** Makes ready for {@link #text}; on one thread, before the record is handed to another. */
  EventHeaders decoded() {
    texts = new String[SLOTS];
    for (int i = 0; i < SLOTS; i++) {
      if (found[i] != null && found[i].value() != null) {
        texts[i] = new String(found[i].value(), StandardCharsets.UTF_8);
      }
    }
    return this;
  }

  /** Null where there is none of that name, or none with a value; as {@link #last}. */
  String text(String name) {
    int slot = slot(name);
    if (slot < 0) {
      throw new IllegalArgumentException("not a header of an event: " + name);
    }
    return texts[slot];
  }
}
