package dev.kafila.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An event of a letter's user behind the one that failed; the components are its JSON.
 *
 * @param type absent if it names none
 * @param partition where it lies; absent while it waits in the outbox
 * @param offset where it lies; absent while it waits in the outbox
 * @param eventId absent if it is none
 */
public record LaterEvent(String type, Integer partition, Long offset, String eventId, State state) {
  /** What the group that failed has made of it. */
  public enum State {
    /** It had its effect. */
    @JsonProperty("handled")
    HANDLED,
    /** The group has not come to it, or Kafka does not have it yet. */
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("dead_lettered")
    DEAD_LETTERED,
    @JsonProperty("purged")
    PURGED,
    /** The group came past it, and there was nothing to do. */
    @JsonProperty("passed_over")
    PASSED_OVER
  }

  /** Whether it will have had its effect when a record that is sent now is handled. */
  boolean comesBefore() {
    return state == State.HANDLED || state == State.WAITING;
  }
}
