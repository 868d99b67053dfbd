package dev.kafila.reminder;

import java.time.Instant;
import java.util.UUID;

/**
 * A reminder that waits for its moment.
 *
 * @param traceparent W3C trace context of what it was scheduled for
 */
record ScheduledReminder(
    UUID reminderId, String userId, UUID taskId, Instant remindAt, String traceparent) {}
