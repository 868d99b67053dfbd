package dev.kafila.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.task.Due;
import dev.kafila.task.Reminder;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jdbi.v3.core.Handle;

/** Whatever happens to a task, and however its events arrive. */
class ReminderSequencesIT {
  private static final LocalDateTime DUE = LocalDateTime.parse("2026-03-10T12:00");
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static TestStore store;

  enum Act {
    MOVE_DUE,
    SET_REMINDERS,
    COMPLETE,
    REOPEN,
    DELETE,
    UNDO,
    PASS_TIME,
    ARRIVE,
    ARRIVE_AGAIN,
    FIRE
  }

  /** What is done, and a number that says with what. */
  record Step(Act act, int number) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(Arbitraries.of(Act.class), Arbitraries.integers().between(0, 9))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  @BeforeContainer
  static void open() {
    store = TestStore.open();
  }

  @AfterContainer
  static void close() {
    store.close();
  }

  @Property(tries = 80)
  void atMostOneDueEachAndInTheEndWhatTheLastVersionSays(@ForAll("steps") List<Step> steps) {
    // Given
    var world = new World();

    // When
    steps.forEach(world::take);
    world.settle();

    // Then
    assertThat(world.fired).doesNotHaveDuplicates();
    assertThat(world.scheduled()).isEqualTo(world.wanted());
    assertThat(world.entries()).isEqualTo(world.scheduled());
  }

  /** One task, its user, and the events on their way. */
  private static final class World {
    private final String user = "user-" + Ids.next();
    private final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
    private final Tasks tasks = new Tasks(store.outbox, clock);
    private final DefaultReminder none = (tx, userId) -> OptionalInt.empty();
    private final Reminders reminders =
        new Reminders(store.transactions, store.inbox, store.outbox, none, clock);
    private final DueReminders dueReminders =
        new DueReminders(store.transactions, tasks, store.outbox, none, clock);
    private final List<Event> underway = new ArrayList<>();
    private final List<Event> arrived = new ArrayList<>();
    private final List<String> fired = new ArrayList<>();
    private final UUID taskId;

    World() {
      store.published();
      taskId =
          inUser(
                  tx ->
                      tasks.create(
                          tx,
                          user,
                          TaskFields.titled("task", ZONE)
                              .due(Due.at(DUE))
                              .reminders(reminders(3))
                              .build(),
                          TestStore.CAUSE))
              .taskId();
      collect();
    }

    void take(Step step) {
      switch (step.act()) {
        case MOVE_DUE -> change(step.number(), true);
        case SET_REMINDERS -> change(step.number(), false);
        case COMPLETE ->
            ifThere(tx -> tasks.complete(tx, user, taskId, OptionalLong.empty(), TestStore.CAUSE));
        case REOPEN ->
            ifThere(tx -> tasks.reopen(tx, user, taskId, OptionalLong.empty(), TestStore.CAUSE));
        case DELETE ->
            ifThere(tx -> tasks.delete(tx, user, taskId, OptionalLong.empty(), TestStore.CAUSE));
        case UNDO -> inUser(tx -> tasks.undo(tx, user, TestStore.CAUSE));
        case PASS_TIME -> clock.advance(Duration.ofMinutes(20L * step.number()));
        case ARRIVE -> arrive(step.number());
        case ARRIVE_AGAIN -> {
          if (!arrived.isEmpty()) {
            reminders.handle(arrived.get(step.number() % arrived.size()));
          }
        }
        case FIRE -> fire();
      }
      collect();
    }

    /** All that is underway arrives, in whatever order, and all that is due fires. */
    void settle() {
      while (!underway.isEmpty()) {
        arrive(7);
        collect();
      }
      fire();
      collect();
    }

    private void change(int number, boolean due) {
      ifThere(
          tx ->
              tasks.change(
                  tx,
                  user,
                  taskId,
                  OptionalLong.empty(),
                  fields ->
                      due
                          ? fields.but().due(Due.at(DUE.plusHours(number))).build()
                          : fields.but().reminders(reminders(number)).build(),
                  TestStore.CAUSE));
    }

    /** Of four reminders those whose bit is set: two relative, two absolute. */
    private static List<Reminder> reminders(int bits) {
      var all =
          List.of(
              Reminder.before(10),
              Reminder.before(90),
              Reminder.at(OffsetDateTime.parse("2026-03-10T13:00:00Z")),
              Reminder.at(OffsetDateTime.parse("2026-03-10T11:50:00-04:00")));
      return all.stream().filter(r -> (bits >> all.indexOf(r) & 1) == 1).toList();
    }

    private void arrive(int number) {
      if (!underway.isEmpty()) {
        var event = underway.remove(number % underway.size());
        reminders.handle(event);
        arrived.add(event);
      }
    }

    /** Fires each twice: as after a crash behind the first time. */
    private void fire() {
      UsersReminders.fireDue(
          store,
          user,
          clock,
          id -> {
            dueReminders.fire(id);
            dueReminders.fire(id);
          });
    }

    private void collect() {
      for (var event : store.published()) {
        if (event.type().startsWith("task.")) {
          underway.add(event);
        } else if (event.type().equals("reminder.due")) {
          fired.add(event.data().path("reminder").path("remind_at").asText());
        }
      }
    }

    /** What is still to come, by the task as it is now. */
    Set<Instant> wanted() {
      if (!exists()) {
        return Set.of();
      }
      var task = inUser(tx -> tasks.get(tx, user, taskId));
      return new Moments(none)
          .of(null, task).stream()
              .filter(moment -> moment.isAfter(clock.instant()))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<Instant> scheduled() {
      return new TreeSet<>(
          store.list(
              Instant.class,
              "select remind_at from reminders where user_id = ? and state = 'scheduled'",
              user));
    }

    Set<Instant> entries() {
      return new TreeSet<>(
          store.list(
              Instant.class,
              "select execution_time from scheduled_tasks join reminders"
                  + " on task_instance = reminder_id::text where user_id = ?",
              user));
    }

    private void ifThere(java.util.function.Function<Handle, Task> work) {
      if (exists()) {
        inUser(work);
      }
    }

    private boolean exists() {
      return store.value(
          Boolean.class, "select exists (select from tasks where task_id = ?)", taskId);
    }

    private <T> T inUser(java.util.function.Function<Handle, T> work) {
      return store.inUser(user, work);
    }
  }
}
