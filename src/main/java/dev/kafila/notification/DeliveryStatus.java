package dev.kafila.notification;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a notification got on a channel. */
public enum DeliveryStatus {
  @JsonProperty("requested")
  REQUESTED,
  @JsonProperty("delivered")
  DELIVERED,
  @JsonProperty("failed")
  FAILED,
  /** Waits for the end of quiet hours, or for others to go with. */
  @JsonProperty("held")
  HELD,
  /** Went out as a part of a digest, which has a status of its own. */
  @JsonProperty("in_digest")
  IN_DIGEST,
  /** Will not go out. */
  @JsonProperty("suppressed")
  SUPPRESSED
}
