package dev.kafila.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.event.RejectedEventException;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.task.Due;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import dev.kafila.task.TaskView;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotificationsIT {
  private static final String ANN = "ann";
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final TestStore store = TestStore.open();
  private final SettableClock clock = new SettableClock("2026-03-10T13:00:00Z");
  private final Preferences preferences = new Preferences(clock);
  private final Notifications notifications =
      new Notifications(store.shared, store.inbox, store.outbox, preferences, 0, clock);
  private final InAppDelivery delivery =
      new InAppDelivery(
          store.shared,
          new Receipts(store.inbox, store.outbox, preferences, clock),
          "email"::equals);
  private final NotificationInbox inbox = new NotificationInbox(store.outbox, clock);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aDueReminderReachesTheInbox() {
    // Given
    var due = due(task("Water the plants", Due.at(LocalDateTime.parse("2026-03-10T09:10"))), false);

    // When
    notifications.handle(due);
    var requested = store.published();
    requested.forEach(delivery::handle);

    // Then
    assertThat(requested).extracting(Event::type).containsExactly("notification.requested");
    assertThat(requested.get(0).data().path("channel").asText()).isEqualTo("in_app");
    assertThat(requested.get(0).traceparent()).isEqualTo(due.traceparent());
    var receipts = store.published();
    assertThat(receipts).extracting(Event::type).containsExactly("notification.delivered");
    assertThat(receipts.get(0).data().path("status").asText()).isEqualTo("delivered");
    var notification = onlyOne();
    assertThat(notification.title()).isEqualTo("Water the plants");
    assertThat(notification.body()).isEqualTo("Due Tuesday, 10 March 2026 at 09:10.");
    assertThat(notification.late()).isFalse();
    assertThat(notification.readAt()).isNull();
    assertThat(notification.channels())
        .containsExactly(
            new ChannelStatus("in_app", DeliveryStatus.DELIVERED, clock.instant(), null, 1, null));
  }

  @Test
  void aLateReminderSaysSo() {
    // Given
    var due =
        due(task("Call Bob", Due.on(LocalDateTime.parse("2026-03-11T00:00").toLocalDate())), true);

    // When
    notifications.handle(due);

    // Then
    assertThat(onlyOne().late()).isTrue();
    assertThat(onlyOne().body())
        .isEqualTo(
            "Due Wednesday, 11 March 2026."
                + " This reminder is late: its time was Tuesday, 10 March 2026 at 08:00.");
  }

  @Test
  void redeliveryChangesNothing() {
    // Given
    var due = due(task("Call Bob", null), false);
    notifications.handle(due);
    var requested = store.published();
    requested.forEach(delivery::handle);
    store.published();

    // When
    notifications.handle(due);
    requested.forEach(delivery::handle);

    // Then
    assertThat(store.published()).isEmpty();
    assertThat(onlyOne().channels()).hasSize(1);
  }

  @Test
  void anEventMakesOneNotificationEvenWhenItsInboxMarkIsGone() {
    // Given
    var due = due(task("Call Bob", null), false);
    notifications.handle(due);
    var requested = store.published();
    requested.forEach(delivery::handle);
    store.published();
    store.execute("delete from inbox");

    // When
    notifications.handle(due);
    requested.forEach(delivery::handle);

    // Then
    assertThat(store.published()).isEmpty();
    assertThat(onlyOne().channels()).hasSize(1);
  }

  @Test
  void eachChannelGetsItsReceipt() {
    // Given
    prefer("{\"channels\":[\"pigeon\",\"in_app\"]}");

    // When
    notifications.handle(due(task("Call Bob", null), false));
    store.published().forEach(delivery::handle);

    // Then
    var receipts = store.published();
    assertThat(receipts)
        .extracting(Event::type)
        .containsExactly("notification.failed", "notification.delivered");
    assertThat(receipts.get(0).data().path("reason").asText())
        .isEqualTo("there is no channel 'pigeon'");
    assertThat(onlyOne().channels())
        .containsExactly(
            new ChannelStatus("in_app", DeliveryStatus.DELIVERED, clock.instant(), null, 1, null),
            new ChannelStatus(
                "pigeon", DeliveryStatus.FAILED, clock.instant(), "there is no channel 'pigeon'"));
  }

  @Test
  void anEventWithoutItsReminderIsUnreadable() {
    // Given
    var task = Json.tree(Map.of("task", TaskView.of(task("Call Bob", null))));

    // Then
    assertThatExceptionOfType(UnreadableEventException.class)
        .isThrownBy(() -> notifications.handle(event("reminder.due", task)));
  }

  @Test
  void aRequestForNothingIsRefused() {
    // Given
    var unknown =
        Map.of("notification", Map.of("notification_id", Ids.next()), "channel", "in_app");
    var unnamed = Map.of("channel", "in_app");
    var nowhere = Map.of("notification", Map.of("notification_id", Ids.next()));

    // Then
    assertThatExceptionOfType(RejectedEventException.class)
        .isThrownBy(() -> delivery.handle(event("notification.requested", unknown)));
    assertThatExceptionOfType(UnreadableEventException.class)
        .isThrownBy(() -> delivery.handle(event("notification.requested", unnamed)));
    assertThatExceptionOfType(UnreadableEventException.class)
        .isThrownBy(() -> delivery.handle(event("notification.requested", nowhere)));
  }

  @Test
  void readingIsSaidOnce() {
    // Given
    notifications.handle(due(task("Call Bob", null), false));
    store.published();
    var id = onlyOne().notificationId();
    var readAt = clock.instant();

    // When
    var read = markRead(ANN, id);
    clock.advance(Duration.ofMinutes(1));
    var readAgain = markRead(ANN, id);

    // Then
    assertThat(read.readAt()).isEqualTo(readAt);
    assertThat(readAgain).isEqualTo(read);
    var events = store.published();
    assertThat(events).extracting(Event::type).containsExactly("notification.read");
    assertThat(events.get(0).data().path("notification").path("read_at").asText())
        .isEqualTo("2026-03-10T13:00:00Z");
  }

  @Test
  void nobodyReadsWhatIsAnothersOrNotThere() {
    // Given
    notifications.handle(due(task("Call Bob", null), false));
    var id = onlyOne().notificationId();

    // Then
    assertThatExceptionOfType(ForeignNotificationException.class)
        .isThrownBy(() -> markRead("bob", id));
    assertThatExceptionOfType(NotificationNotFoundException.class)
        .isThrownBy(() -> markRead(ANN, Ids.next()));
  }

  @Test
  void listsNewestFirstPageByPage() {
    // Given
    List.of("one", "two", "three")
        .forEach(title -> notifications.handle(due(task(title, null), false)));

    // When
    var first = list(Optional.empty(), 2);
    var second = list(Optional.of(first.get(1).notificationId()), 2);

    // Then
    assertThat(first).extracting(Notification::title).containsExactly("three", "two");
    assertThat(second).extracting(Notification::title).containsExactly("one");
  }

  @Test
  void preferencesAreKept() {
    // Given
    var json =
        "{\"time_zone\":\"Europe/Berlin\",\"channels\":[\"email\"],"
            + "\"kinds\":{\"digest\":[\"in_app\"]},"
            + "\"quiet_hours\":{\"start\":\"22:00\",\"end\":\"07:00\"},"
            + "\"digest\":{\"daily_at\":\"08:00\"},"
            + "\"burst\":{\"enabled\":true,\"more_than\":3,\"minutes\":5},"
            + "\"default_reminder_minutes\":10}";

    // When
    prefer("{\"time_zone\":\"Asia/Tokyo\"}");
    prefer(json);

    // Then
    store.inUser(
        ANN,
        tx -> {
          assertThat(Json.write(preferences.get(tx, ANN))).isEqualTo(json);
          assertThat(preferences.zoneOf(tx, ANN)).contains(ZoneId.of("Europe/Berlin"));
          assertThat(preferences.defaultReminderMinutes(tx, ANN)).hasValue(10);
          assertThat(preferences.zoneOf(tx, "bob")).isEmpty();
          assertThat(preferences.defaultReminderMinutes(tx, "bob")).isEmpty();
          return null;
        });
  }

  private Task task(String title, Due due) {
    var task =
        store.inUser(
            ANN,
            tx ->
                new Tasks(store.outbox, clock)
                    .create(
                        tx,
                        ANN,
                        TaskFields.titled(title, NEW_YORK).due(due).build(),
                        TestStore.CAUSE));
    store.published();
    return task;
  }

  private static Event due(Task task, boolean late) {
    return DueEvents.reminderDue(ANN, task, Instant.parse("2026-03-10T12:00:00Z"), late);
  }

  private static Event event(String type, Object data) {
    return new Event(
        Ids.next().toString(),
        type,
        "/kafila/test",
        "task/1",
        null,
        ANN,
        TestStore.CAUSE.traceparent(),
        Json.tree(data));
  }

  private void prefer(String json) {
    var chosen = UserPreferences.of(Json.read(json, com.fasterxml.jackson.databind.JsonNode.class));
    store.inUser(
        ANN,
        tx -> {
          preferences.put(tx, ANN, chosen);
          return null;
        });
  }

  private Notification markRead(String userId, UUID id) {
    return store.inUser(userId, tx -> inbox.markRead(tx, userId, id, TestStore.CAUSE));
  }

  private List<Notification> list(Optional<UUID> after, int limit) {
    return store.transactions.read(tx -> inbox.list(tx, ANN, after, limit));
  }

  private Notification onlyOne() {
    var all = list(Optional.empty(), 10);
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
