package dev.kafila.event;

import java.time.Instant;

/**
 * An event in the outbox, as operators see it: everything but its data.
 *
 * @param id its place in the outbox: a user's events are published in this order
 * @param eventId its {@code ce_id}
 * @param user whose event it is
 * @param state {@code refused} by Kafka for good, {@code set_aside} after a failure, or {@code
 *     waiting} for its turn
 * @param waitingSince when its change was committed
 * @param attempts how often its publishing was given up
 * @param nextTry null: as soon as Kafka and its user's earlier events let it
 * @param reason of the last failure; null if there was none
 */
public record WaitingEvent(
    long id,
    String eventId,
    String user,
    String topic,
    String type,
    String subject,
    String state,
    Instant waitingSince,
    int attempts,
    Instant nextTry,
    String reason) {}
