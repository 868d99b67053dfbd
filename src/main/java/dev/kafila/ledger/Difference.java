package dev.kafila.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Where the ledger does not balance.
 *
 * @param topic of the events
 * @param group that it concerns; null: all, for it arose before the topic or in it
 * @param events how many
 * @param fromMinute of the first of them; null if unknown
 * @param toMinute of the last of them; null if unknown
 * @param ranges where they are or were, or else what lies around them
 * @param eventIds some of them, where they are known
 * @param what it means
 */
public record Difference(
    Kind kind,
    String topic,
    String group,
    long events,
    Instant fromMinute,
    Instant toMinute,
    List<Range> ranges,
    List<String> eventIds,
    String what) {

  /** How it differs. */
  public enum Kind {
    LOST("accepted, but neither in the outbox nor in the topic"),
    UNEXPECTED("in the topic as events of Kafila's that the store has never accepted"),
    EXCHANGED("as many as were accepted, but other ones"),
    MISSING("committed by the group, but neither handled nor dead letters"),
    GONE("left the topic before the group came to them");

    private final String meaning;

    Kind(String meaning) {
      this.meaning = meaning;
    }

    String meaning() {
      return meaning;
    }

    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Offsets of a partition, both included.
   *
   * @param fromOffset the first
   * @param toOffset the last
   */
  public record Range(int partition, long fromOffset, long toOffset) {}

  /** All of it in one line. */
  public String sentence() {
    var text =
        new StringBuilder()
            .append(kind.text().toUpperCase(Locale.ROOT))
            .append(": ")
            .append(events)
            .append(" of ")
            .append(topic)
            .append(group == null ? "" : " for group " + group)
            .append(", ")
            .append(what);
    if (fromMinute != null) {
      text.append("; minutes ").append(fromMinute).append(" to ").append(toMinute);
    }
    for (var range : ranges) {
      text.append("; partition ")
          .append(range.partition())
          .append(" offsets ")
          .append(range.fromOffset())
          .append(" to ")
          .append(range.toOffset());
    }
    if (!eventIds.isEmpty()) {
      text.append("; events ").append(String.join(", ", eventIds));
    }
    return text.toString();
  }
}
