package dev.kafila.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What fires when, and only once. */
class FiringIT extends UsersReminders {
  @Test
  void whatJustPassedStillFiresAndWhatLongPassedDoesNot() {
    // Given
    var created =
        create(
            fields("Call Bob")
                .reminders(List.of(at("2026-03-10T11:58:59Z"), at("2026-03-10T11:59:00Z"))));

    // When
    handle(created);
    var due = fire();

    // Then
    assertThat(due).hasSize(1);
    var reminder = due.get(0).data().path("reminder");
    assertThat(reminder.path("remind_at").asText()).isEqualTo("2026-03-10T11:59:00Z");
    assertThat(reminder.path("late").isBoolean()).isTrue();
    assertThat(reminder.path("late").asBoolean()).isFalse();
  }

  @Test
  void whatWasMissedWhileNothingRanFiresOnceAndSaysThatItIsLate() {
    // Given
    var created = create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z"))));
    clock.advance(Duration.ofHours(3));
    handle(created);

    // When
    var due = fire();
    var again = fire();

    // Then
    assertThat(due).extracting(Event::type).containsExactly("reminder.due");
    assertThat(due.get(0).data().path("reminder").path("late").asBoolean()).isTrue();
    assertThat(due.get(0).data().path("task").path("title").asText()).isEqualTo("Call Bob");
    assertThat(again).isEmpty();
  }

  @Test
  void firesOnceHoweverOftenItIsTold() {
    // Given
    handle(create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z")))));
    clock.set(moment("13:00"));
    var id = store.value(UUID.class, "select reminder_id from reminders where user_id = ?", user);

    // When
    dueReminders.fire(id);
    dueReminders.fire(id);
    dueReminders.fire(Ids.next());

    // Then
    assertThat(store.published()).extracting(Event::type).containsExactly("reminder.due");
  }

  @Test
  void aTaskThatChangedAfterItsReminderFiredDoesNotRemindAgain() {
    // Given
    handle(create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z")))));
    clock.set(moment("13:00"));
    fire();

    // When
    var events = handle(change(f -> f.title("Call Bob now")));

    // Then
    assertThat(events).isEmpty();
    assertThat(scheduled()).isEmpty();
  }

  @Test
  void whatIsNotWantedAnyMoreDoesNotFireEvenBeforeItsEventIsRead() {
    // Given
    handle(create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z")))));
    var moved = change(f -> f.reminders(List.of(at("2026-03-10T14:00:00Z"))));
    clock.set(moment("13:00"));

    // When
    var early = fire();
    handle(moved);

    // Then
    assertThat(early).extracting(Event::type).containsExactly("reminder.cancelled");
    assertThat(scheduled()).containsExactly(moment("14:00"));
  }

  @Test
  void aTaskDeletedOrCompletedBeforehandDoesNotFire() {
    // Given
    handle(create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z")))));
    handle(create(fields("Call Ann").reminders(List.of(at("2026-03-10T13:00:00Z")))));
    var ids = taskIds();
    act(tx -> tasks.delete(tx, user, ids.get(0), OptionalLong.empty(), cause()));
    act(tx -> tasks.complete(tx, user, ids.get(1), OptionalLong.empty(), cause()));
    clock.set(moment("13:00"));

    // When
    var events = fire();

    // Then
    assertThat(events)
        .extracting(Event::type)
        .containsExactly("reminder.cancelled", "reminder.cancelled");
  }
}
