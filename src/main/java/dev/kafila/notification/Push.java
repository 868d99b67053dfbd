package dev.kafila.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A reminder on its way to channels that make a noise.
 *
 * @param remindAt its moment, not when it came
 * @param urgent passes quiet hours
 * @param zone where quiet hours are meant when the user names no zone
 * @param heldFor null while nothing holds it
 * @param createdAt when it came
 */
record Push(
    UUID notificationId,
    String userId,
    UUID taskId,
    Instant remindAt,
    boolean urgent,
    boolean late,
    HeldFor heldFor,
    ZoneId zone,
    String traceparent,
    Instant createdAt) {

  /** Why a push waits. */
  enum HeldFor {
    QUIET_HOURS,
    LATE,
    PACE
  }

  Push heldFor(HeldFor reason) {
    return new Push(
        notificationId,
        userId,
        taskId,
        remindAt,
        urgent,
        late,
        reason,
        zone,
        traceparent,
        createdAt);
  }
}
