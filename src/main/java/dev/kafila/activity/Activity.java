package dev.kafila.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a task or a notification.
 *
 * @param eventId {@code ce_id} of the event that said so
 * @param type {@code ce_type}, for example {@code task.completed}
 * @param source who did it: {@code /kafila/chat} and {@code /kafila/api} are the user, others
 *     Kafila
 * @param notificationId null for a task's event
 * @param title of the task or notification then
 * @param changes {@code {field: {old, new}}} of an update; null otherwise
 * @param message what the user said that led to it; null if nothing was said
 */
public record Activity(
    UUID activityId,
    String userId,
    String eventId,
    String type,
    String source,
    Instant time,
    UUID taskId,
    UUID notificationId,
    String title,
    JsonNode changes,
    Message message) {

  /** A message in a conversation. */
  public record Message(UUID messageId, String conversationId, String content) {}
}
