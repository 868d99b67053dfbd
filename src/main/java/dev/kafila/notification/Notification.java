package dev.kafila.notification;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a user is told, as the inbox and the events show it.
 *
 * @param taskId null for a digest
 * @param kind what led to it: {@code reminder}, or {@code digest} where it tells of several things
 * @param late whether it comes more than a minute after its time
 * @param readAt null while unread
 * @param channels one for each channel that it goes to, by name
 * @param items what a digest lists, the first 200; null for other kinds
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
    List<ChannelStatus> channels,
    List<DigestItem> items) {
  static final String REMINDER = "reminder";
  static final String DIGEST = "digest";

  /** Keeps the event of a digest below the size that events may have. */
  static final int MOST_ITEMS = 200;

  Notification withChannels(List<ChannelStatus> now) {
    return new Notification(
        notificationId, userId, taskId, kind, title, body, late, createdAt, readAt, now, items);
  }

  /** With what became of it on a channel. */
  Notification settled(ChannelStatus outcome) {
    var others = channels.stream().filter(one -> !one.isOn(outcome.channel()));
    var settled =
        channels.stream()
            .filter(one -> one.isOn(outcome.channel()))
            .map(one -> one.settled(outcome))
            .findFirst()
            .orElse(outcome);
    return withChannels(
        Stream.concat(others, Stream.of(settled))
            .sorted(Comparator.comparing(ChannelStatus::channel))
            .toList());
  }

  /** What its events are about. */
  String subject() {
    return taskId == null ? "notification/" + notificationId : "task/" + taskId;
  }
}
