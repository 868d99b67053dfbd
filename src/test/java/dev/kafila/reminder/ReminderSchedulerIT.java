package dev.kafila.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.config.Settings;
import dev.kafila.event.Event;
import dev.kafila.task.Reminder;
import dev.kafila.task.TaskFields;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReminderSchedulerIT {
  private static final String ANN = "ann";
  private static final int MANY = 40;

  private final TestStore store = TestStore.open();
  private final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  private final Tasks tasks = new Tasks(store.outbox, clock);
  private final DefaultReminder none = (tx, userId) -> OptionalInt.empty();
  private final List<ReminderScheduler> schedulers = new ArrayList<>();

  @AfterEach
  void close() {
    schedulers.forEach(ReminderScheduler::close);
    store.close();
  }

  @Test
  void twoOnOneDatabaseFireEachReminderOnce() {
    // Given
    var ids = new ArrayList<String>();
    for (int i = 0; i < MANY; i++) {
      remindAt("2026-03-10T12:30:00Z").forEach(e -> ids.add(reminderId(e)));
    }
    startScheduler();
    startScheduler();

    // When
    clock.advance(Duration.ofMinutes(30));

    // Then
    await().untilAsserted(() -> assertThat(entries()).isZero());
    var due = store.published();
    assertThat(due).extracting(Event::type).containsOnly("reminder.due");
    assertThat(due)
        .extracting(ReminderSchedulerIT::reminderId)
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void manyAreFiredInFewTransactionsAndOneBusyUserHoldsUpNobodyElse() throws Exception {
    // Given
    for (int i = 0; i < MANY; i++) {
      remindAt("2026-03-10T12:30:00Z");
    }
    store.execute(
        """
        update reminders set user_id = 'busy'
        where reminder_id = (select reminder_id from reminders order by reminder_id limit 1)
        """);
    var holding = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var holder =
        CompletableFuture.runAsync(
            () ->
                store.inUser(
                    "busy",
                    tx -> {
                      holding.countDown();
                      return awaited(release);
                    }));
    holding.await();
    startScheduler();

    // When
    clock.advance(Duration.ofMinutes(30));

    // Then
    await().untilAsserted(() -> assertThat(scheduled()).isOne());
    release.countDown();
    holder.get(60, TimeUnit.SECONDS);
    await().untilAsserted(() -> assertThat(entries()).isZero());
    assertThat(store.published()).hasSize(MANY);
    assertThat(store.value(Integer.class, "select count(distinct xmin::text) from reminders"))
        .isLessThan(MANY / 2);
  }

  @Test
  void followsTheClockThatItWasGiven() {
    // Given
    remindAt("2026-03-10T12:30:00Z");
    remindAt("2026-03-10T13:30:00Z");
    startScheduler();

    // When
    clock.advance(Duration.ofHours(1));

    // Then
    await().untilAsserted(() -> assertThat(entries()).isOne());
    assertThat(store.published()).extracting(Event::type).containsExactly("reminder.due");
  }

  @Test
  void triesAgainWhenTheStoreRefused() {
    // Given
    remindAt("2026-03-10T12:00:30Z");
    store.execute("alter table outbox add constraint full_up check (topic <> 'reminder-events')");
    startScheduler();
    clock.advance(Duration.ofSeconds(30));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        store.value(
                            Integer.class,
                            "select coalesce(sum(consecutive_failures), 0) from scheduled_tasks"))
                    .isPositive());

    // When
    store.execute("alter table outbox drop constraint full_up");
    clock.advance(Duration.ofSeconds(5));

    // Then
    await().untilAsserted(() -> assertThat(entries()).isZero());
    assertThat(store.published()).extracting(Event::type).containsExactly("reminder.due");
  }

  @Test
  void firesAtOnceWhatAKilledProcessHadPicked() {
    // Given
    remindAt("2026-03-10T12:00:30Z");
    clock.advance(Duration.ofSeconds(30));
    store.execute(
        "update scheduled_tasks set picked = true, picked_by = 'killed', last_heartbeat = ?",
        clock.instant().atOffset(ZoneOffset.UTC));
    clock.advance(Duration.ofSeconds(3));

    // When
    startScheduler();

    // Then
    await().untilAsserted(() -> assertThat(scheduled()).isZero());
    assertThat(entries()).as("the heart of who picked it may still beat").isOne();

    // When
    clock.advance(Duration.ofSeconds(25));

    // Then
    await().untilAsserted(() -> assertThat(entries()).isZero());
    assertThat(store.published()).extracting(Event::type).containsExactly("reminder.due");
  }

  @Test
  void firesWhatAProcessThatHangsHasPickedAndNothingTwice() {
    // Given
    startScheduler();
    remindAt("2026-03-10T12:00:30Z");
    store.execute(
        "update scheduled_tasks set picked = true, picked_by = 'hanging', last_heartbeat = ?",
        clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC));

    // When
    clock.advance(Duration.ofSeconds(33));

    // Then
    await().untilAsserted(() -> assertThat(scheduled()).isZero());
    assertThat(store.published()).extracting(Event::type).containsExactly("reminder.due");

    // When
    store.execute("update scheduled_tasks set picked = false, picked_by = null");

    // Then
    await().untilAsserted(() -> assertThat(entries()).isZero());
    assertThat(store.published()).isEmpty();
  }

  @Test
  void keepsHouse() {
    // Given
    store.execute(
        "insert into inbox select 'group', n::text, '2026-02-01T00:00:00Z'"
            + " from generate_series(1, 2500) n");
    store.execute("insert into inbox values ('group', 'young', '2026-02-08T00:00:00Z')");
    var answer = "insert into idempotent_answers values ('ann', ?, 'hash', 200, '{}', null, ?)";
    store.execute(answer, "old", OffsetDateTime.parse("2026-03-03T11:00:00Z"));
    store.execute(answer, "young", OffsetDateTime.parse("2026-03-03T13:00:00Z"));

    // When
    startScheduler();

    // Then
    await()
        .untilAsserted(
            () -> {
              assertThat(store.list(String.class, "select event_id from inbox"))
                  .containsExactly("young");
              assertThat(store.list(String.class, "select idempotency_key from idempotent_answers"))
                  .containsExactly("young");
            });
  }

  private List<Event> remindAt(String moment) {
    store.inUser(
        ANN,
        tx ->
            tasks.create(
                tx,
                ANN,
                TaskFields.titled("Call Bob", ZoneOffset.UTC)
                    .reminders(List.of(Reminder.at(OffsetDateTime.parse(moment))))
                    .build(),
                TestStore.CAUSE));
    var reminders = new Reminders(store.transactions, store.inbox, store.outbox, none, clock);
    store.published().forEach(reminders::handle);
    return store.published();
  }

  private void startScheduler() {
    var dueReminders = new DueReminders(store.transactions, tasks, store.outbox, none, clock);
    var housekeeping =
        new Housekeeping(
            Jdbi.create(store.dataSource()),
            Settings.read(key -> Optional.empty()).retention(),
            clock);
    var scheduler = new ReminderScheduler(store.dataSource(), dueReminders, housekeeping, clock);
    schedulers.add(scheduler);
    scheduler.start();
  }

  private int scheduled() {
    return store.value(Integer.class, "select count(*) from reminders where state = 'scheduled'");
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int entries() {
    return store.value(
        Integer.class, "select count(*) from scheduled_tasks where task_name = 'reminder'");
  }

  private static String reminderId(Event event) {
    return event.data().path("reminder").path("reminder_id").asText();
  }
}
