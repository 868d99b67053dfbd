package dev.kafila.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the next date of a recurring task is counted from. */
public enum Anchor {
  @JsonProperty("due")
  DUE,
  @JsonProperty("completion")
  COMPLETION
}
