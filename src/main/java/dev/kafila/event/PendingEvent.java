package dev.kafila.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event in the outbox, as it will be published.
 *
 * @param outboxId its place: a user's events are published in this order
 * @param attributes extension attributes, name to text
 * @param data the record's value, JSON
 * @param createdAt when its transaction wrote it
 * @param attempts how often its publishing was given up so far
 * @param setAside whether it was, and that has been told
 * @param refused whether that was for a reason that lies in this very event
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
    Map<String, String> attributes,
    String data,
    Instant createdAt,
    int attempts,
    boolean setAside,
    boolean refused) {

  /** The record's headers: a CloudEvent in binary mode. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", eventId);
    headers.put("ce_type", type);
    headers.put("ce_source", source);
    headers.put("ce_subject", subject);
    headers.put("ce_time", time.toString());
    headers.put("ce_userid", userId);
    headers.put("content-type", "application/json");
    headers.put("traceparent", traceparent);
    attributes.forEach((name, value) -> headers.put("ce_" + name, value));
    return headers;
  }
}
