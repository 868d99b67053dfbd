package dev.kafila.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.task.Reminder;
import dev.kafila.task.TaskFields;
import dev.kafila.task.TaskFieldsBuilder;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A user with a database, the reminders of the tasks, and what the user does to these. */
abstract class UsersReminders {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static TestStore store;

  final String user = "user-" + Ids.next();
  final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  final Tasks tasks = new Tasks(store.outbox, clock);
  OptionalInt defaultMinutes = OptionalInt.empty();
  final Reminders reminders =
      new Reminders(
          store.transactions, store.inbox, store.outbox, (tx, userId) -> defaultMinutes, clock);
  final DueReminders dueReminders =
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

  static TaskFieldsBuilder fields(String title) {
    return TaskFields.titled(title, NEW_YORK);
  }

  static Reminder at(String moment) {
    return Reminder.at(OffsetDateTime.parse(moment));
  }

  static Instant moment(String time) {
    return Instant.parse("2026-03-10T" + time + ":00Z");
  }

  final List<Event> create(TaskFieldsBuilder fields) {
    return act(tx -> tasks.create(tx, user, fields.build(), cause()));
  }

  final List<Event> change(UnaryOperator<TaskFieldsBuilder> change) {
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
  final List<Event> act(Function<Handle, Object> work) {
    store.published();
    store.inUser(user, work);
    return store.published();
  }

  /** Answers what the handler said. */
  final List<Event> handle(List<Event> events) {
    events.forEach(reminders::handle);
    return store.published();
  }

  /** Fires what is due, as the scheduler does. */
  final List<Event> fire() {
    fireDue(store, user, clock, dueReminders::fire);
    return store.published();
  }

  /** Gives the ids of a user's reminders that are due to what fires them, earliest first. */
  static void fireDue(TestStore store, String user, Clock clock, Consumer<UUID> firing) {
    var due =
        store.list(
            UUID.class,
            "select reminder_id from reminders join scheduled_tasks"
                + " on task_instance = reminder_id::text"
                + " where user_id = ? and execution_time <= ? order by execution_time",
            user,
            clock.instant().atOffset(ZoneOffset.UTC));
    for (var id : due) {
      firing.accept(id);
      store.execute("delete from scheduled_tasks where task_instance = ?", id.toString());
    }
  }

  /** The moments that are scheduled, in the table and with the scheduler alike. */
  final List<Instant> scheduled() {
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

  final List<UUID> taskIds() {
    return store.list(UUID.class, "select task_id from tasks where user_id = ? order by 1", user);
  }

  final UUID onlyTask() {
    assertThat(taskIds()).hasSize(1);
    return taskIds().get(0);
  }

  static Event asNew(Event event) {
    return withData(event, event.data());
  }

  /** Another event that says something else. */
  static Event withData(Event event, Object data) {
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

  static Cause cause() {
    return TestStore.CAUSE;
  }
}
