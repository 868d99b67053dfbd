package dev.kafila.chat;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What a user says.
 *
 * @param message 1..10,000 characters
 * @param conversationId empty: a new conversation
 * @param zone where the user's times are meant; empty: by preference
 */
public record ChatRequest(
    String userId, String message, Optional<String> conversationId, Optional<ZoneId> zone) {}
