package dev.kafila.chat;

import java.util.List;

/**
 * What Kafila answers.
 *
 * @param response for a person
 * @param toolCalls what was done, in order; empty if only words were exchanged
 */
public record ChatAnswer(String conversationId, String response, List<ToolCall> toolCalls) {}
