package dev.kafila.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.config.Retention;
import dev.kafila.event.Ids;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HousekeepingIT {
  private static final String NOW = "2026-03-10T12:00:00Z";
  private static final Duration ACTIVITY = Duration.ofDays(40);
  private static final Duration ATTEMPTS = Duration.ofDays(20);
  private static final Duration REMINDERS = Duration.ofDays(31);
  private static final Duration CONVERSATIONS = Duration.ofDays(50);
  private static final Duration NOTIFICATIONS = Duration.ofDays(60);
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final TestStore store = TestStore.open();
  private final Housekeeping housekeeping =
      new Housekeeping(
          Jdbi.create(store.dataSource()),
          new Retention(ACTIVITY, ATTEMPTS, REMINDERS, CONVERSATIONS, NOTIFICATIONS),
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
        .as("what became of a notification is seen as long as it is in the inbox")
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

  @Test
  void aConversationGoesWithItsMessagesWhenTheLastIsOld() {
    // Given
    conversations("old", 250, CONVERSATIONS.plus(MOMENT));
    conversations("young", 1, CONVERSATIONS.minus(MOMENT));

    // When
    housekeeping.run();

    // Then
    assertThat(store.list(String.class, "select conversation_id from conversations"))
        .containsExactly("young 1");
    assertThat(store.list(String.class, "select content from messages"))
        .containsExactlyInAnyOrder("a year ago", "last");
  }

  @Test
  void aConversationThatIsTakenUpAgainAtThatMomentStays() throws Exception {
    // Given
    conversations("ann", 1, CONVERSATIONS.plus(MOMENT));
    var housework =
        store.inUser(
            "ann",
            tx -> {
              tx.execute("update conversations set updated_at = ?", utc(Duration.ZERO));
              var waiting = CompletableFuture.runAsync(housekeeping);
              await()
                  .until(
                      () ->
                          store.value(
                              Boolean.class,
                              "select exists (select from pg_locks where not granted)"));
              return waiting;
            });

    // When
    housework.get(60, TimeUnit.SECONDS);

    // Then
    assertThat(store.list(String.class, "select content from messages")).hasSize(2);
  }

  @Test
  void aNotificationGoesWithItsDeliveriesLongAfterItWasReadAndNotBefore() {
    // Given
    notifications("read long ago", 1_100, NOTIFICATIONS.plus(MOMENT));
    notifications("read", 1, NOTIFICATIONS.minus(MOMENT));
    notifications("never read", 1, null);

    // When
    housekeeping.run();

    // Then
    assertThat(store.list(String.class, "select title from notifications"))
        .containsExactlyInAnyOrder("read", "never read");
    assertThat(store.list(String.class, "select error from notification_deliveries"))
        .containsExactlyInAnyOrder("read", "never read");
    assertThat(store.value(Integer.class, "select count(*) from pushes")).isEqualTo(2);
  }

  @Test
  void whatIsPrunedIsFoundByIndex() {
    assertThat(plan("conversations", "updated_at")).contains("conversations_by_age");
    assertThat(plan("notifications", "read_at")).contains("notifications_by_reading");
  }

  private String plan(String table, String column) {
    return store.inUser(
        "ann",
        tx -> {
          tx.execute("set local enable_seqscan = off");
          return tx.createQuery(
                  "explain select ctid from %1$s where %2$s < now() order by %2$s limit 9"
                      .formatted(table, column))
              .mapTo(String.class)
              .list()
              .toString();
        });
  }

  /** Each with something said long ago, and something last. */
  private void conversations(String id, int count, Duration lastAge) {
    store.execute(
        "insert into conversations select 'ann', ? || ' ' || n, '{}', '2025-01-01T00:00:00Z', ?"
            + " from generate_series(1, ?) n",
        id,
        utc(lastAge),
        count);
    for (var said : List.of("a year ago", "last")) {
      store.execute(
          "insert into messages select gen_random_uuid(), 'ann', ? || ' ' || n, 'user', ?, '[]', ?"
              + " from generate_series(1, ?) n",
          id,
          said,
          said.equals("last") ? utc(lastAge) : utc(Duration.ofDays(365)),
          count);
    }
  }

  private void notifications(String title, int count, Duration readAgo) {
    store.execute(
        """
        with told as (
          insert into notifications (notification_id, user_id, task_id, kind, title, body, late,
            source_event_id, created_at, read_at)
          select gen_random_uuid(), 'ann', gen_random_uuid(), 'reminder', ?, '', false,
            gen_random_uuid(), '2025-08-01T00:00:00Z', ?
          from generate_series(1, ?)
          returning notification_id, title
        ), pushed as (
          insert into pushes (notification_id, user_id, urgent, time_zone, traceparent, created_at)
          select notification_id, 'ann', false, 'UTC', 'trace', ? from told
        )
        insert into notification_deliveries (notification_id, channel, status, at, error)
        select notification_id, 'email', 'delivered', now(), title from told
        """,
        title,
        readAgo == null ? null : utc(readAgo),
        count,
        utc(MOMENT));
  }

  private static OffsetDateTime utc(Duration age) {
    return Instant.parse(NOW).minus(age).atOffset(ZoneOffset.UTC);
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
        endedAgo == null ? null : utc(endedAgo));
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
