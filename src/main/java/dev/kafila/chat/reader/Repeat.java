package dev.kafila.chat.reader;

/**
 * How a task recurs.
 *
 * @param rule an RFC 5545 RRULE text that {@code task.Recurrence} reads
 * @param anchor whether the next date counts from the due date or from completion
 */
public record Repeat(String rule, Anchor anchor) {
  public enum Anchor {
    DUE,
    COMPLETION
  }
}
