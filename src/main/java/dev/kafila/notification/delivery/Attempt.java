package dev.kafila.notification.delivery;

import dev.kafila.event.Event;
import java.time.Instant;

/**
 * One try to deliver a notification on a channel, begun and not yet ended.
 *
 * @param group the consumer group that delivers
 * @param event what requested it
 * @param number 1 for the first
 */
public record Attempt(
    String group, Event event, OutgoingMessage message, int number, Instant startedAt) {

  String channel() {
    return message.channel();
  }
}
