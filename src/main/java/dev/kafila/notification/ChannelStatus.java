package dev.kafila.notification;

import java.time.Instant;

/**
 * Where a notification stands on one channel.
 *
 * @param channel for example {@code in_app}
 * @param at since when
 * @param error why it failed, for a person; null otherwise
 */
public record ChannelStatus(String channel, DeliveryStatus status, Instant at, String error) {}
