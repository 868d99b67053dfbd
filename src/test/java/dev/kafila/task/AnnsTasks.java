package dev.kafila.task;

import static dev.kafila.testing.TestStore.CAUSE;

import dev.kafila.event.Event;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Ann's tasks in a database of their own, and what she does to them. Today is Tuesday, 10 March.
 */
abstract class AnnsTasks {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final OptionalLong ANY = OptionalLong.empty();
  static final String ANN = "ann";

  final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  TestStore store;
  Tasks tasks;

  @BeforeEach
  void open() {
    store = TestStore.open();
    tasks = new Tasks(store.outbox, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  final <T> T ann(Function<Handle, T> work) {
    return store.inUser(ANN, work);
  }

  final Task created(TaskFields fields) {
    return ann(tx -> tasks.create(tx, ANN, fields, CAUSE));
  }

  final Task created(String title) {
    return created(TaskFields.titled(title, NEW_YORK).build());
  }

  final Task weekly() {
    return created(
        TaskFields.titled("water the plants", NEW_YORK)
            .due(Due.at(LocalDateTime.parse("2026-03-09T09:00")))
            .recurrence("FREQ=WEEKLY", null)
            .build());
  }

  final Task stored(Task task) {
    return store.transactions.read(tx -> tasks.get(tx, ANN, task.taskId()));
  }

  final Task changed(Task task, UnaryOperator<TaskFields> change) {
    return ann(tx -> tasks.change(tx, ANN, task.taskId(), ANY, change, CAUSE));
  }

  final Task renamed(Task task, String title) {
    return changed(task, fields -> fields.but().title(title).build());
  }

  final Task completed(Task task) {
    return ann(tx -> tasks.complete(tx, ANN, task.taskId(), ANY, CAUSE));
  }

  final Task reopened(Task task) {
    return ann(tx -> tasks.reopen(tx, ANN, task.taskId(), ANY, CAUSE));
  }

  final Undone undo() {
    return ann(tx -> tasks.undo(tx, ANN, CAUSE));
  }

  final Undone.Change undone() {
    return undo().changes().get(0);
  }

  final Task successorOf(Task completed) {
    return ann(tx -> tasks.succeed(tx, completed, CAUSE)).orElseThrow();
  }

  final List<Task> all() {
    return store.transactions.read(tx -> tasks.list(tx, TaskQuery.of(ANN)));
  }

  final List<String> types() {
    return store.published().stream().map(Event::type).toList();
  }
}
