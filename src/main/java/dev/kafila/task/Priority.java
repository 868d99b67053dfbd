package dev.kafila.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a task matters. */
public enum Priority {
  @JsonProperty("low")
  LOW,
  @JsonProperty("medium")
  MEDIUM,
  @JsonProperty("high")
  HIGH
}
