package dev.kafila.task;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafila.event.Event;
import dev.kafila.event.Inbox;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecurringIT {
  private static final String ANN = "ann";
  private static final OptionalLong ANY = OptionalLong.empty();

  private final SettableClock clock = new SettableClock("2026-03-09T15:00:00Z");
  private TestStore store;
  private Tasks tasks;
  private Recurring recurring;

  @BeforeEach
  void open() {
    store = TestStore.open();
    tasks = new Tasks(store.outbox, clock);
    recurring = new Recurring(store.transactions, new Inbox(), tasks);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Task created(String rule) {
    var fields =
        TaskFields.titled("water the plants", ZoneId.of("America/New_York"))
            .due(Due.at(LocalDateTime.parse("2026-03-09T09:00")))
            .recurrence(rule, null)
            .build();
    return store.inUser(ANN, tx -> tasks.create(tx, ANN, fields, CAUSE));
  }

  private Event completed(Task task) {
    store.published();
    store.inUser(ANN, tx -> tasks.complete(tx, ANN, task.taskId(), ANY, CAUSE));
    return store.published().get(0);
  }

  private List<Task> openTasks() {
    return store.transactions.read(tx -> tasks.list(tx, TaskQuery.of(ANN).status(Status.PENDING)));
  }

  @Test
  void aCompletedTaskGetsItsSuccessorWhichIsAnnounced() {
    // Given
    var task = created("FREQ=WEEKLY");
    var event = completed(task);

    // When
    recurring.handle(event);

    // Then
    var successor = openTasks().get(0);
    assertThat(successor.fields().due()).isEqualTo(Due.at(LocalDateTime.parse("2026-03-16T09:00")));
    assertThat(successor.series().id()).isEqualTo(task.series().id());
    assertThat(successor.series().occurrence()).isEqualTo(2);
    var announced = store.published();
    assertThat(announced).extracting(Event::type).containsExactly("task.created");
    assertThat(announced.get(0).source()).isEqualTo("/kafila/recurring");
    assertThat(announced.get(0).traceparent()).isEqualTo(event.traceparent());
    assertThat(TaskEvents.taskOf(announced.get(0))).isEqualTo(successor);
  }

  @Test
  void aSkippedOneGetsItsSuccessorToo() {
    // Given
    var task = created("FREQ=WEEKLY");
    store.published();
    store.inUser(ANN, tx -> tasks.skip(tx, ANN, task.taskId(), ANY, CAUSE));

    // When
    recurring.handle(store.published().get(0));

    // Then
    assertThat(openTasks()).hasSize(1);
  }

  @Test
  void aTaskOfNoSeriesIsMarkedAsHandledAndHasNoSuccessor() {
    // Given
    var fields = TaskFields.titled("buy milk", ZoneId.of("America/New_York")).build();
    var event = completed(store.inUser(ANN, tx -> tasks.create(tx, ANN, fields, CAUSE)));

    // When
    recurring.handle(event);

    // Then
    assertThat(openTasks()).isEmpty();
    assertThat(store.list(String.class, "select event_id from inbox")).containsExactly(event.id());
  }

  @Test
  void redeliveryGivesNoSecondSuccessor() {
    // Given
    var event = completed(created("FREQ=WEEKLY"));
    recurring.handle(event);
    store.published();

    // When
    recurring.handle(event);

    // Then
    assertThat(openTasks()).hasSize(1);
    assertThat(store.published()).isEmpty();
  }

  @Test
  void redeliveryAfterTheSuccessorWasDeletedDoesNotBringItBack() {
    // Given
    var event = completed(created("FREQ=WEEKLY"));
    recurring.handle(event);
    var successor = openTasks().get(0);
    store.inUser(ANN, tx -> tasks.delete(tx, ANN, successor.taskId(), ANY, CAUSE));

    // When
    recurring.handle(event);

    // Then
    assertThat(openTasks()).isEmpty();
  }

  @Test
  void concurrentDeliveriesOfDifferentEventsAboutOneCompletionGiveOneSuccessor() throws Exception {
    // Given
    var event = completed(created("FREQ=WEEKLY"));
    var start = new CountDownLatch(1);
    var pool = Executors.newFixedThreadPool(6);
    List<Future<?>> handled = new ArrayList<>();

    // When
    for (int i = 0; i < 12; i++) {
      var delivery = i % 2 == 0 ? event : withId(event, "another-" + i);
      handled.add(
          pool.submit(
              () -> {
                start.await();
                recurring.handle(delivery);
                return null;
              }));
    }
    start.countDown();
    for (var one : handled) {
      one.get();
    }
    pool.shutdown();

    // Then
    assertThat(openTasks()).hasSize(1);
    assertThat(store.published()).hasSize(1);
  }

  private static Event withId(Event event, String id) {
    return new Event(
        id,
        event.type(),
        event.source(),
        event.subject(),
        event.time(),
        event.userId(),
        event.traceparent(),
        event.data());
  }

  @Test
  void whatWasReopenedBeforeItWasHandledGetsNoSuccessorUntilItIsDoneAgain() {
    // Given
    var task = created("FREQ=WEEKLY");
    var first = completed(task);
    store.inUser(ANN, tx -> tasks.reopen(tx, ANN, task.taskId(), ANY, CAUSE));

    // When
    recurring.handle(first);
    var whileOpen = openTasks();
    recurring.handle(completed(task));

    // Then
    assertThat(whileOpen).extracting(Task::taskId).containsExactly(task.taskId());
    assertThat(openTasks()).hasSize(1);
    assertThat(openTasks().get(0).series().occurrence()).isEqualTo(2);
  }

  @Test
  void aCompletedTaskThatWasDeletedStillGetsItsSuccessor() {
    // Given
    var task = created("FREQ=WEEKLY");
    var event = completed(task);
    store.inUser(ANN, tx -> tasks.delete(tx, ANN, task.taskId(), ANY, CAUSE));

    // When
    recurring.handle(event);

    // Then
    assertThat(openTasks()).hasSize(1);
  }

  @Test
  void theSeriesEnds() {
    // Given
    var event = completed(created("FREQ=WEEKLY;COUNT=1"));

    // When
    recurring.handle(event);

    // Then
    assertThat(openTasks()).isEmpty();
    assertThat(store.published()).isEmpty();
  }

  @Test
  void whatHappensOnceHasNoSuccessor() {
    // Given
    var event = completed(created(null));

    // When
    recurring.handle(event);

    // Then
    assertThat(openTasks()).isEmpty();
  }

  @Test
  void anEventWithoutAReadableTaskIsUnreadable() {
    // Given
    var event = completed(created("FREQ=WEEKLY"));
    ((ObjectNode) event.data().path("task")).remove("status");

    // When, then
    assertThatThrownBy(() -> recurring.handle(event)).isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void anEventAboutAnotherUsersTaskIsUnreadable() {
    // Given
    var event = completed(created("FREQ=WEEKLY"));
    ((ObjectNode) event.data().path("task")).put("user_id", "bob");

    // When, then
    assertThatThrownBy(() -> recurring.handle(event)).isInstanceOf(UnreadableEventException.class);
  }
}
