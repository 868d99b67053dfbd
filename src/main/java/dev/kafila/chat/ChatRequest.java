package dev.kafila.chat;

import dev.kafila.chat.reader.Reading;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a user says.
 *
 * @param message 1..10,000 characters
 * @param conversationId empty: a new conversation
 * @param zone where the user's times are meant; empty: by preference
 * @param opinion what it means where the grammar can't read it; empty: nobody knows
 */
public record ChatRequest(
    String userId,
    String message,
    Optional<String> conversationId,
    Optional<ZoneId> zone,
    Optional<Reading> opinion) {

  /** What a user says, as it comes. */
  public ChatRequest(
      String userId, String message, Optional<String> conversationId, Optional<ZoneId> zone) {
    this(userId, message, conversationId, zone, Optional.empty());
  }

  ChatRequest with(Optional<Reading> newOpinion) {
    return new ChatRequest(userId, message, conversationId, zone, newOpinion);
  }
}
