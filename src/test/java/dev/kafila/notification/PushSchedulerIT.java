package dev.kafila.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.event.Event;
import dev.kafila.notification.policy.QuietHours;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushSchedulerIT {
  private static final int USERS = 30;
  private static final UserPreferences NIGHT =
      new UserPreferences(
          null, List.of("email"), null, new QuietHours("22:00", "07:00"), null, null, null);

  /** 23:00 in New York. */
  private final PushFixture fixture = new PushFixture("2026-03-11T03:00:00Z", 0);

  private final List<PushScheduler> schedulers = new ArrayList<>();

  @AfterEach
  void close() throws InterruptedException {
    for (var scheduler : schedulers) {
      scheduler.close();
    }
    fixture.close();
  }

  @Test
  void twoOnOneDatabaseSendEachOnce() {
    // Given
    var users = IntStream.range(0, USERS).mapToObj(i -> "user" + i).toList();
    users.forEach(user -> hold(user, "One", "Two"));
    startScheduler();
    startScheduler();

    // When
    fixture.clock.advance(Duration.ofHours(8));

    // Then
    await().untilAsserted(() -> assertThat(waiting()).isZero());
    var requested = fixture.store.published();
    assertThat(requested)
        .extracting(PushFixture::line)
        .containsOnly("email: 2 reminders while you were quiet");
    assertThat(requested).extracting(Event::userId).containsExactlyInAnyOrderElementsOf(users);
  }

  @Test
  void whatCouldNotBeSentIsSentLaterAndOthersDoNotWaitForIt() {
    // Given
    hold("bob", "One", "Two");
    hold("cleo", "One", "Two");
    fixture.store.execute("alter table outbox add constraint no_bob check (user_id <> 'bob')");
    startScheduler();
    fixture.clock.advance(Duration.ofHours(8));
    await().untilAsserted(() -> assertThat(waiting()).isOne());
    await()
        .untilAsserted(
            () ->
                assertThat(
                        fixture.store.value(
                            Boolean.class,
                            "select wake_at = ? from push_agendas where user_id = 'bob'",
                            fixture.clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC)))
                    .isTrue());

    // When
    fixture.store.execute("alter table outbox drop constraint no_bob");
    fixture.clock.advance(Duration.ofMinutes(1));

    // Then
    await().untilAsserted(() -> assertThat(waiting()).isZero());
    assertThat(fixture.store.published()).extracting(Event::userId).containsExactly("cleo", "bob");
    assertThat(
            fixture.store.value(
                Integer.class, "select count(*) from notifications where kind = 'digest'"))
        .isEqualTo(2);
  }

  private void startScheduler() {
    var scheduler = fixture.scheduler(0);
    schedulers.add(scheduler);
    scheduler.start();
  }

  private int waiting() {
    return fixture.store.value(
        Integer.class, "select count(*) from push_agendas where wake_at is not null");
  }

  private void hold(String user, String... titles) {
    fixture.store.inUser(
        user,
        tx -> {
          fixture.preferences.put(tx, user, NIGHT);
          tx.execute("update push_agendas set wake_at = null where user_id = ?", user);
          return null;
        });
    for (var title : titles) {
      fixture.handle(
          DueEvents.reminderDue(user, task(user, title), fixture.clock.instant(), false));
    }
    assertThat(fixture.store.published()).isEmpty();
  }

  private Task task(String user, String title) {
    return fixture.store.inUser(
        user,
        tx -> {
          var fields = TaskFields.titled(title, PushFixture.NEW_YORK).build();
          var task = fixture.tasks.create(tx, user, fields, TestStore.CAUSE);
          tx.execute("delete from outbox");
          return task;
        });
  }
}
