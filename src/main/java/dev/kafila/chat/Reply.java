package dev.kafila.chat;

import java.util.List;

/**
 * What an action comes to.
 *
 * @param topic what the conversation is about from now on
 */
record Reply(String text, List<ToolCall> calls, Topic topic) {

  static Reply words(String text, Topic topic) {
    return new Reply(text, List.of(), topic);
  }
}
