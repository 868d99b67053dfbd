package dev.kafila.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.config.Retention;
import dev.kafila.event.Ids;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HousekeepingIT {
  private static final String NOW = "2026-03-10T12:00:00Z";
  private static final Duration ACTIVITY = Duration.ofDays(40);
  private static final Duration ATTEMPTS = Duration.ofDays(20);
  private static final Duration REMINDERS = Duration.ofDays(31);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final TestStore store = TestStore.open();
  private final Housekeeping housekeeping =
      new Housekeeping(
          Jdbi.create(store.dataSource()),
          new Retention(ACTIVITY, ATTEMPTS, REMINDERS),
          new SettableClock(NOW));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsOlderThanItsDaysGoes() {
    // Given
    for (int i = 0; i < 1_500; i++) {
      activity("old", ACTIVITY.plus(MOMENT));
    }
    activity("young", ACTIVITY.minus(MOMENT));
    attempt("old", ATTEMPTS.plus(MOMENT));
    attempt("young", ATTEMPTS.minus(MOMENT));

    // When
    housekeeping.run();

    // Then
    assertThat(store.list(String.class, "select title from activity")).containsExactly("young");
    assertThat(store.list(String.class, "select error from notification_attempts"))
        .containsExactly("young");
    assertThat(store.list(String.class, "select error from notification_deliveries"))
        .as("what became of a notification is seen in the inbox for good")
        .containsExactlyInAnyOrder("old", "young");
  }

  @Test
  void aReminderGoesWhenItIsOverForLong() {
    // Given
    reminder("fired long ago", "fired", REMINDERS.plus(MOMENT));
    reminder("cancelled long ago", "cancelled", REMINDERS.plus(MOMENT));
    reminder("fired", "fired", REMINDERS.minus(MOMENT));
    reminder("scheduled long ago", "scheduled", null);

    // When
    housekeeping.run();

    // Then
    assertThat(store.list(String.class, "select user_id from reminders"))
        .containsExactlyInAnyOrder("fired", "scheduled long ago");
  }

  private void activity(String title, Duration age) {
    store.execute(
        "insert into activity (activity_id, user_id, event_id, type, source, time, title)"
            + " values (?, 'ann', 'event', 'task.created', '/kafila/test', now(), ?)",
        id(age),
        title);
  }

  private void attempt(String error, Duration age) {
    var id = id(age);
    store.execute(
        "insert into notifications (notification_id, user_id, task_id, kind, title, body, late,"
            + " source_event_id, created_at) values (?, 'ann', ?, 'reminder', '', '', false, ?, now())",
        id,
        id,
        id.toString());
    store.execute(
        "insert into notification_deliveries (notification_id, channel, status, at, error)"
            + " values (?, 'email', 'failed', now(), ?)",
        id,
        error);
    store.execute(
        "insert into notification_attempts values (?, 'email', 1, now(), 'refused', 5, ?)",
        id,
        error);
  }

  private void reminder(String user, String state, Duration endedAgo) {
    store.execute(
        "insert into reminders values (?, ?, ?, '2026-01-01T00:00:00Z', ?, 'trace',"
            + " '2026-01-01T00:00:00Z', ?, null)",
        Ids.next(),
        user,
        Ids.next(),
        state,
        endedAgo == null ? null : Instant.parse(NOW).minus(endedAgo).atOffset(ZoneOffset.UTC));
  }

  /** Of something that was made so long ago. */
  private static UUID id(Duration age) {
    var random = UUID.randomUUID();
    var first = Ids.firstOf(Instant.parse(NOW).minus(age)).getMostSignificantBits();
    return new UUID(
        first | 0x7000 | (random.getMostSignificantBits() & 0xfff),
        random.getLeastSignificantBits());
  }
}
