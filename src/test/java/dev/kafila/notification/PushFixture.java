package dev.kafila.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Event;
import dev.kafila.event.Json;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Task;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** One user with tasks, reminders that come due, and a clock; on a database of their own. */
final class PushFixture implements AutoCloseable {
  static final String ANN = "ann";
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  final TestStore store = TestStore.open();
  final SettableClock clock;
  final Preferences preferences;
  final Tasks tasks;
  private final Notifications notifications;
  private final PushScheduler scheduler;

  PushFixture(String now, int mostPerHour) {
    clock = new SettableClock(now);
    preferences = new Preferences(clock);
    tasks = new Tasks(store.outbox, clock);
    notifications =
        new Notifications(store.shared, store.inbox, store.outbox, preferences, mostPerHour, clock);
    scheduler = scheduler(mostPerHour);
  }

  PushScheduler scheduler(int mostPerHour) {
    return new PushScheduler(
        store.transactions, store.outbox, preferences, mostPerHour, NEW_YORK, clock);
  }

  void prefer(String json) {
    var chosen = UserPreferences.of(Json.read(json, JsonNode.class));
    store.inUser(
        ANN,
        tx -> {
          preferences.put(tx, ANN, chosen);
          return null;
        });
  }

  Task task(String title) {
    return task(title, fields -> fields);
  }

  Task urgentTask(String title) {
    return task(title, fields -> fields.priority(Priority.HIGH));
  }

  /**
   * @param due wall time in New York
   */
  Task taskDueAt(String title, String due) {
    return task(title, fields -> fields.due(Due.at(LocalDateTime.parse(due))));
  }

  Task task(String title, UnaryOperator<TaskFieldsBuilder> more) {
    var fields = more.apply(TaskFields.titled(title, NEW_YORK)).build();
    return tidy(() -> store.inUser(ANN, tx -> tasks.create(tx, ANN, fields, TestStore.CAUSE)));
  }

  /** Many, named with their numbers. */
  List<Task> tasks(String title, int count) {
    return store.inUser(
        ANN,
        tx -> {
          var made =
              IntStream.range(0, count)
                  .mapToObj(i -> TaskFields.titled(title + " " + i, NEW_YORK).build())
                  .map(fields -> tasks.create(tx, ANN, fields, TestStore.CAUSE))
                  .toList();
          tx.execute("delete from outbox");
          return made;
        });
  }

  Task complete(Task task) {
    return tidy(
        () ->
            store.inUser(
                ANN,
                tx ->
                    tasks.complete(tx, ANN, task.taskId(), OptionalLong.empty(), TestStore.CAUSE)));
  }

  private Task tidy(Supplier<Task> change) {
    var task = change.get();
    store.execute("delete from outbox where topic = 'task-events'");
    return task;
  }

  /** Reminds of a task now, in time. */
  void remind(Task task) {
    notifications.handle(due(task, clock.instant(), false));
  }

  /** Reminds of a task now; its moment was long ago. */
  void remindLate(Task task, Instant remindAt) {
    notifications.handle(due(task, remindAt, true));
  }

  static Event due(Task task, Instant remindAt, boolean late) {
    return DueEvents.reminderDue(ANN, task, remindAt, late);
  }

  void handle(Event event) {
    notifications.handle(event);
  }

  /** Lets the scheduler look at this local time of New York. */
  void wakeAt(String local) {
    clock.set(LocalDateTime.parse(local).atZone(NEW_YORK).toInstant());
    wake();
  }

  void wakeAfter(Duration duration) {
    clock.advance(duration);
    wake();
  }

  void wake() {
    scheduler.send(ANN);
  }

  /** What was requested since the last look: the channel and the title of each. */
  List<String> pushed() {
    return store.published().stream().map(PushFixture::line).toList();
  }

  static String line(Event event) {
    return event.data().path("channel").asText()
        + ": "
        + event.data().at("/notification/title").asText();
  }

  List<Notification> inbox() {
    return store.transactions.read(
        tx -> new NotificationInbox(store.outbox, clock).list(tx, ANN, Optional.empty(), 10_000));
  }

  Notification newest() {
    return inbox().get(0);
  }

  /** When the scheduler looks again; null: not until something happens. */
  String wakesAt() {
    return store
        .list(OffsetDateTime.class, "select wake_at from push_agendas where wake_at is not null")
        .stream()
        .findFirst()
        .map(at -> at.atZoneSameInstant(NEW_YORK).toLocalDateTime().toString())
        .orElse(null);
  }

  @Override
  public void close() {
    store.close();
  }
}
