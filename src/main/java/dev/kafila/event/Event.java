package dev.kafila.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A CloudEvent as read from Kafka.
 *
 * @param id {@code ce_id}, unique for all time: what the {@link Inbox} remembers
 * @param type {@code ce_type}, for example {@code task.completed}
 * @param subject {@code ce_subject}, for example {@code task/<id>}; null where the event names none
 * @param time {@code ce_time}: when it happened
 * @param userId {@code ce_userid}: whose event it is
 * @param traceparent W3C trace context; null where the event carries none
 * @param data the event's own JSON
 */
public record Event(
    String id,
    String type,
    String source,
    String subject,
    Instant time,
    String userId,
    String traceparent,
    JsonNode data) {}
