package dev.kafila.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kafila.event.Event;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.task.Due;
import dev.kafila.task.Reminder;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is scheduled, moved and cancelled. */
class RemindersIT extends UsersReminders {
  @Test
  void schedulesWhatTheFieldsSay() {
    // Given
    var created =
        create(
            fields("Water the plants")
                .due(Due.at(LocalDateTime.parse("2026-03-10T10:00")))
                .reminders(List.of(Reminder.before(30), at("2026-03-10T13:00:00Z"))));

    // When
    created.forEach(reminders::handle);

    // Then
    assertThat(scheduled()).containsExactly(moment("13:00"), moment("13:30"));
    var events = store.published();
    assertThat(events)
        .extracting(Event::type)
        .containsExactly("reminder.scheduled", "reminder.scheduled");
    assertThat(events.get(0).data().path("reminder").path("remind_at").asText())
        .isEqualTo("2026-03-10T13:00:00Z");
    assertThat(events.get(0).subject()).isEqualTo("task/" + onlyTask());
    assertThat(events.get(0).traceparent()).isEqualTo(TestStore.CAUSE.traceparent());
  }

  @Test
  void aMomentIsRememberedOnce() {
    // Given
    var created =
        create(
            fields("Call Bob")
                .due(Due.at(LocalDateTime.parse("2026-03-10T10:00")))
                .reminders(List.of(Reminder.before(60), at("2026-03-10T09:00:00-04:00"))));

    // When
    created.forEach(reminders::handle);

    // Then
    assertThat(scheduled()).containsExactly(moment("13:00"));
  }

  @Test
  void relativeOnesMoveWithTheDueDateAndAbsoluteOnesStay() {
    // Given
    handle(
        create(
            fields("Call Bob")
                .due(Due.at(LocalDateTime.parse("2026-03-10T10:00")))
                .reminders(List.of(Reminder.before(30), at("2026-03-10T13:00:00Z")))));

    // When
    var events = handle(change(f -> f.due(Due.at(LocalDateTime.parse("2026-03-10T12:00")))));

    // Then
    assertThat(scheduled()).containsExactly(moment("13:00"), moment("15:30"));
    assertThat(events)
        .extracting(Event::type)
        .containsExactly("reminder.cancelled", "reminder.scheduled");
  }

  @Test
  void aPausedSeriesRemindsOfNothingUntilItIsResumed() {
    // Given
    handle(
        create(
            fields("Water the plants")
                .due(Due.at(LocalDateTime.parse("2026-03-10T10:00")))
                .recurrence("FREQ=DAILY", null)
                .reminders(List.of(Reminder.before(30)))));
    var task = onlyTask();

    // When
    handle(act(tx -> tasks.pause(tx, user, task, OptionalLong.empty(), null, TestStore.CAUSE)));
    var whilePaused = scheduled();
    clock.advance(Duration.ofDays(3));
    handle(act(tx -> tasks.resume(tx, user, task, OptionalLong.empty(), TestStore.CAUSE)));

    // Then
    assertThat(whilePaused).isEmpty();
    assertThat(scheduled()).containsExactly(Instant.parse("2026-03-13T13:30:00Z"));
  }

  @Test
  void aChangeOfAnythingElseIsNoChange() {
    // Given
    handle(create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z")))));

    // When
    var events = handle(change(f -> f.title("Call Bob today")));

    // Then
    assertThat(events).isEmpty();
    assertThat(scheduled()).containsExactly(moment("13:00"));
  }

  @Test
  void anotherZoneMovesTheWallTimeAndItsReminder() {
    // Given
    handle(
        create(
            fields("Call Bob")
                .due(Due.at(LocalDateTime.parse("2026-03-10T10:00")))
                .reminders(List.of(Reminder.before(30)))));

    // When
    handle(change(f -> f.zone(ZoneId.of("America/Los_Angeles"))));

    // Then
    assertThat(scheduled()).containsExactly(moment("16:30"));
  }

  @ParameterizedTest
  @CsvSource({
    // due in New York, minutes before, the moment
    "2026-03-08T09:00, 1440, 2026-03-07T13:00:00Z", // the day is 23 hours long
    "2026-03-08T02:30, 30, 2026-03-08T07:00:00Z", // a time that the gap leaves out
    "2026-11-01T01:30, 60, 2026-11-01T04:30:00Z", // the first of two
    "2026-11-01T09:00, 1440, 2026-10-31T14:00:00Z", // the day is 25 hours long
  })
  void countsRealMinutesOverClockChanges(String due, int minutes, Instant moment) {
    // Given
    clock.set(Instant.parse("2026-03-01T00:00:00Z"));
    var created =
        create(
            fields("Call Bob")
                .due(Due.at(LocalDateTime.parse(due)))
                .reminders(List.of(Reminder.before(minutes))));

    // When
    handle(created);

    // Then
    assertThat(scheduled()).containsExactly(moment);
  }

  @Test
  void aWholeDayRemindsInTheMorning() {
    // Given
    var created =
        create(
            fields("Call Bob")
                .due(Due.on(LocalDateTime.parse("2026-03-11T00:00").toLocalDate()))
                .reminders(List.of(Reminder.before(0))));

    // When
    handle(created);

    // Then
    assertThat(scheduled()).containsExactly(Instant.parse("2026-03-11T13:00:00Z"));
  }

  @Test
  void completingCancelsAndReopeningSchedulesAgain() {
    // Given
    handle(create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z")))));

    // When
    var completed =
        handle(act(tx -> tasks.complete(tx, user, onlyTask(), OptionalLong.empty(), cause())));
    var afterwards = scheduled();
    handle(act(tx -> tasks.reopen(tx, user, onlyTask(), OptionalLong.empty(), cause())));

    // Then
    assertThat(completed).extracting(Event::type).containsExactly("reminder.cancelled");
    assertThat(afterwards).isEmpty();
    assertThat(scheduled()).containsExactly(moment("13:00"));
  }

  @Test
  void deletingCancelsAndUndoingItSchedulesAgain() {
    // Given
    handle(create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z")))));

    // When
    handle(act(tx -> tasks.delete(tx, user, onlyTask(), OptionalLong.empty(), cause())));
    var afterwards = scheduled();
    handle(act(tx -> tasks.undo(tx, user, cause())));

    // Then
    assertThat(afterwards).isEmpty();
    assertThat(scheduled()).containsExactly(moment("13:00"));
  }

  @Test
  void replayedAndOlderEventsChangeNothing() {
    // Given
    var created = create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z"))));
    var updated = change(f -> f.reminders(List.of(at("2026-03-10T14:00:00Z"))));
    var deleted = act(tx -> tasks.delete(tx, user, onlyTask(), OptionalLong.empty(), cause()));

    // When
    handle(updated);
    var fromCreated = handle(created);
    var afterUpdate = scheduled();
    handle(deleted);
    var fromReplays = handle(List.of(updated.get(0), asNew(updated.get(0)), asNew(created.get(0))));

    // Then
    assertThat(afterUpdate).containsExactly(moment("14:00"));
    assertThat(fromCreated).isEmpty();
    assertThat(fromReplays).isEmpty();
    assertThat(scheduled()).isEmpty();
  }

  @Test
  void theDefaultReminderIsForTimedTasksWithoutTheirOwn() {
    // Given
    defaultMinutes = OptionalInt.of(15);
    var due = Due.at(LocalDateTime.parse("2026-03-10T10:00"));

    // When
    handle(create(fields("plain").due(due)));
    handle(create(fields("own").due(due).reminders(List.of(Reminder.before(30)))));
    handle(create(fields("day").due(Due.on(due.at().toLocalDate()))));
    handle(create(fields("some day")));

    // Then
    assertThat(scheduled()).containsExactly(moment("13:30"), moment("13:45"));
  }

  @Test
  void aReminderWithoutADueDateToCountFromWaitsForOne() {
    // Given
    handle(create(fields("Call Bob").reminders(List.of(Reminder.before(30)))));
    var before = scheduled();

    // When
    handle(change(f -> f.due(Due.at(LocalDateTime.parse("2026-03-10T10:00")))));

    // Then
    assertThat(before).isEmpty();
    assertThat(scheduled()).containsExactly(moment("13:30"));
  }

  @Test
  void whatFailsLeavesNothingBehind() {
    // Given
    var created = create(fields("Call Bob").reminders(List.of(at("2026-03-10T13:00:00Z"))));
    store.execute("alter table outbox add constraint full_up check (topic <> 'reminder-events')");

    // When
    var failure = catchFailure(() -> created.forEach(reminders::handle));
    store.execute("alter table outbox drop constraint full_up");

    // Then
    assertThat(failure).isNotNull();
    assertThat(scheduled()).isEmpty();
    handle(created);
    assertThat(scheduled()).containsExactly(moment("13:00"));
  }

  @Test
  void anEventWithoutItsTaskIsUnreadable() {
    // Given
    var created = create(fields("Call Bob")).get(0);
    var event = withData(created, Map.of("task", Map.of("title", "Call Bob")));

    // Then
    assertThatExceptionOfType(UnreadableEventException.class)
        .isThrownBy(() -> reminders.handle(event));
  }

  private static Throwable catchFailure(Runnable work) {
    try {
      work.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
