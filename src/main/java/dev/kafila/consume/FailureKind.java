package dev.kafila.consume;

/** What a failure says about the record that failed. */
public enum FailureKind {
  /** No try will ever succeed: a dead letter at once. */
  RECORD,
  /** Nobody knows: a dead letter after the first try and all redeliveries failed. */
  UNKNOWN,
  /** The store or the broker is away, or the program stops: tried for ever, never a dead letter. */
  SURROUNDINGS
}
