package dev.kafila.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a user is told, as the inbox and the events show it.
 *
 * @param kind what led to it: {@code reminder}
 * @param late whether it comes more than a minute after its time
 * @param readAt null while unread
 * @param channels one for each channel that it goes to, by name
 */
public record Notification(
    UUID notificationId,
    String userId,
    UUID taskId,
    String kind,
    String title,
    String body,
    boolean late,
    Instant createdAt,
    Instant readAt,
    List<ChannelStatus> channels) {

  Notification withChannels(List<ChannelStatus> now) {
    return new Notification(
        notificationId, userId, taskId, kind, title, body, late, createdAt, readAt, now);
  }
}
