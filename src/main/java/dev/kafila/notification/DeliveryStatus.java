package dev.kafila.notification;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a notification got on a channel. */
public enum DeliveryStatus {
  @JsonProperty("requested")
  REQUESTED,
  @JsonProperty("delivered")
  DELIVERED,
  @JsonProperty("failed")
  FAILED
}
