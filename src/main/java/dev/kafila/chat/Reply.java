package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import java.util.List;
import java.util.Set;

/**
 * What an action comes to.
 *
 * @param topic what the conversation is about from now on
 */
record Reply(String text, List<ToolCall> calls, Topic topic) {
  private static final Set<String> READING = Set.of(Intent.LIST.tool(), Intent.SEARCH.tool());

  /** Whether it did anything to tasks. */
  boolean changes() {
    return calls.stream().anyMatch(call -> !READING.contains(call.tool()));
  }

  static Reply words(String text, Topic topic) {
    return new Reply(text, List.of(), topic);
  }
}
