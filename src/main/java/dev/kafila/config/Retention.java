package dev.kafila.config;

import java.time.Duration;

/**
 * How long what nothing depends on any more is kept for people to look at.
 *
 * @param activity what happened to tasks and notifications, since it was written down
 * @param attempts to deliver, since their notification was made
 * @param reminders that have fired or were cancelled, since then
 * @param conversations in the chat, since their last message
 * @param notifications in the inbox, since they were read; unread ones stay
 */
public record Retention(
    Duration activity,
    Duration attempts,
    Duration reminders,
    Duration conversations,
    Duration notifications) {
  private static final int MOST = 36_500;

  /** A dead letter may come back until then, and must find what has become of it. */
  private static final int LEAST_OF_LETTERS = 31;

  static Retention read(SettingsReader reader) {
    return new Retention(
        days(reader, "kafila.keep.activity-days", 365, 1),
        days(reader, "kafila.keep.attempts-days", 90, 1),
        days(reader, "kafila.keep.reminders-days", 90, LEAST_OF_LETTERS),
        days(reader, "kafila.keep.conversations-days", 365, 1),
        days(reader, "kafila.keep.notifications-days", 365, LEAST_OF_LETTERS));
  }

  private static Duration days(SettingsReader reader, String key, int otherwise, int least) {
    return Duration.ofDays(reader.number(key, otherwise, least, MOST));
  }
}
