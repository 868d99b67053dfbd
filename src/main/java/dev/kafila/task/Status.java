package dev.kafila.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a task is still to be done. */
public enum Status {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("completed")
  COMPLETED
}
