package dev.kafila.task;

import java.util.List;

/**
 * What undoing came to, or doing again.
 *
 * @param changes what was taken back, in that order; empty if nothing was
 * @param refusal why nothing was, as a sentence for the user; null if something was
 */
public record Undone(List<Change> changes, String refusal) {

  /** A task before it was taken back and after it; null where there was none or is none. */
  public record Change(Task from, Task to) {}

  static Undone nothing(String refusal) {
    return new Undone(List.of(), refusal);
  }
}
