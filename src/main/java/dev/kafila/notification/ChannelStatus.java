package dev.kafila.notification;

import java.time.Instant;

/**
 * Where a notification stands on one channel.
 *
 * @param channel for example {@code in_app}
 * @param at since when
 * @param error why it failed, or did the last time, for a person; null otherwise
 * @param attempts how often it was tried so far
 * @param fallbackFrom the channel that this one stands in for; null: none
 */
public record ChannelStatus(
    String channel,
    DeliveryStatus status,
    Instant at,
    String error,
    int attempts,
    String fallbackFrom) {

  /** Not tried yet. */
  public ChannelStatus(String channel, DeliveryStatus status, Instant at, String error) {
    this(channel, status, at, error, 0, null);
  }

  boolean isOn(String name) {
    return channel.equals(name);
  }

  /** What an outcome leaves of it: it still stands in for another, and was tried as often. */
  ChannelStatus settled(ChannelStatus outcome) {
    return new ChannelStatus(
        channel,
        outcome.status(),
        outcome.at(),
        outcome.error(),
        Math.max(attempts, outcome.attempts()),
        fallbackFrom);
  }
}
