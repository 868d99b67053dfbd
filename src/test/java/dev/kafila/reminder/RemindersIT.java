package dev.kafila.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.task.Due;
import dev.kafila.task.Reminder;
import dev.kafila.task.TaskFields;
import dev.kafila.task.TaskFieldsBuilder;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemindersIT {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static TestStore store;

  private final String user = "user-" + Ids.next();
  private final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  private final Tasks tasks = new Tasks(store.outbox, clock);
  private OptionalInt defaultMinutes = OptionalInt.empty();
  private final Reminders reminders =
      new Reminders(
          store.transactions, store.inbox, store.outbox, (tx, userId) -> defaultMinutes, clock);
  private final DueReminders dueReminders =
      new DueReminders(
          store.transactions, tasks, store.outbox, (tx, userId) -> defaultMinutes, clock);

  @BeforeAll
  static void open() {
    store = TestStore.open();
  }

  @AfterAll
  static void close() {
    store.close();
  }

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

  private static Cause cause() {
    return TestStore.CAUSE;
  }

  private static TaskFieldsBuilder fields(String title) {
    return TaskFields.titled(title, NEW_YORK);
  }

  private static Reminder at(String moment) {
    return Reminder.at(OffsetDateTime.parse(moment));
  }

  private static Instant moment(String time) {
    return Instant.parse("2026-03-10T" + time + ":00Z");
  }

  private List<Event> create(TaskFieldsBuilder fields) {
    return act(tx -> tasks.create(tx, user, fields.build(), cause()));
  }

  private List<Event> change(UnaryOperator<TaskFieldsBuilder> change) {
    return act(
        tx ->
            tasks.change(
                tx,
                user,
                onlyTask(),
                OptionalLong.empty(),
                before -> change.apply(before.but()).build(),
                cause()));
  }

  /** What was done, as events. */
  private List<Event> act(Function<Handle, Object> work) {
    store.published();
    store.inUser(user, work);
    return store.published();
  }

  /** Answers what the handler said. */
  private List<Event> handle(List<Event> events) {
    events.forEach(reminders::handle);
    return store.published();
  }

  /** Fires what is due, as the scheduler does. */
  private List<Event> fire() {
    var due =
        store.list(
            UUID.class,
            "select reminder_id from reminders join scheduled_tasks"
                + " on task_instance = reminder_id::text"
                + " where user_id = ? and execution_time <= ? order by execution_time",
            user,
            clock.instant().atOffset(ZoneOffset.UTC));
    for (var id : due) {
      dueReminders.fire(id);
      store.execute("delete from scheduled_tasks where task_instance = ?", id.toString());
    }
    return store.published();
  }

  /** The moments that are scheduled, in the table and with the scheduler alike. */
  private List<Instant> scheduled() {
    var rows =
        store.list(
            Instant.class,
            "select remind_at from reminders where user_id = ? and state = 'scheduled'"
                + " order by remind_at",
            user);
    assertThat(rows)
        .isEqualTo(
            store.list(
                Instant.class,
                "select execution_time from scheduled_tasks join reminders"
                    + " on task_instance = reminder_id::text"
                    + " where user_id = ? order by execution_time",
                user));
    return rows;
  }

  private List<UUID> taskIds() {
    return store.list(UUID.class, "select task_id from tasks where user_id = ? order by 1", user);
  }

  private UUID onlyTask() {
    assertThat(taskIds()).hasSize(1);
    return taskIds().get(0);
  }

  private static Event asNew(Event event) {
    return withData(event, event.data());
  }

  /** Another event that says something else. */
  private static Event withData(Event event, Object data) {
    return new Event(
        Ids.next().toString(),
        event.type(),
        event.source(),
        event.subject(),
        event.time(),
        event.userId(),
        event.traceparent(),
        Json.tree(data));
  }
}
