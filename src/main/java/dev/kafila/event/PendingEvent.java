package dev.kafila.event;

import java.time.Instant;

/**
 * An event in the outbox, as it will be published.
 *
 * @param outboxId its place: a user's events are published in this order
 * @param data the record's value, JSON
 * @param createdAt when its transaction wrote it
 * @param attempts how often its publishing was given up so far
 */
public record PendingEvent(
    long outboxId,
    String eventId,
    String topic,
    String type,
    String source,
    String subject,
    String userId,
    Instant time,
    String traceparent,
    String data,
    Instant createdAt,
    int attempts) {}
