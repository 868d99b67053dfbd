package dev.kafila.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An event that waits in the outbox for Kafka.
 *
 * @param id becomes {@code ce_id}
 * @param topic where it goes
 * @param type becomes {@code ce_type}
 * @param source becomes {@code ce_source}
 * @param subject becomes {@code ce_subject}
 * @param userId whose event it is; also the record's key
 * @param time when it happened
 * @param traceparent W3C trace context of what caused it
 * @param attributes extension attributes, name to text: {@code channel} becomes {@code ce_channel}
 * @param data written as the record's JSON value
 */
public record OutgoingEvent(
    UUID id,
    String topic,
    String type,
    String source,
    String subject,
    String userId,
    Instant time,
    String traceparent,
    Map<String, String> attributes,
    Map<String, ?> data) {

  /** An event without extension attributes. */
  public OutgoingEvent(
      UUID id,
      String topic,
      String type,
      String source,
      String subject,
      String userId,
      Instant time,
      String traceparent,
      Map<String, ?> data) {
    this(id, topic, type, source, subject, userId, time, traceparent, Map.of(), data);
  }
}
