package dev.kafila.store;

/**
 * That a consumer group handles an event now, for the only time.
 *
 * @param eventId {@code ce_id}
 */
public record Claim(String group, String eventId) {}
