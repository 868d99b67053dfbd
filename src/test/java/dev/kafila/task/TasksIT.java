package dev.kafila.task;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.event.Event;
import dev.kafila.event.OutgoingEvent;
import dev.kafila.event.PayloadTooLargeException;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TasksIT {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final OptionalLong ANY = OptionalLong.empty();
  private static final String ANN = "ann";

  private final SettableClock clock = new SettableClock("2026-03-10T12:00:00Z");
  private TestStore store;
  private Tasks tasks;

  @BeforeEach
  void open() {
    store = TestStore.open();
    tasks = new Tasks(store.outbox, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private <T> T ann(Function<Handle, T> work) {
    return store.inUser(ANN, work);
  }

  private Task created(TaskFields fields) {
    return ann(tx -> tasks.create(tx, ANN, fields, CAUSE));
  }

  private Task created(String title) {
    return created(TaskFields.titled(title, NEW_YORK).build());
  }

  private Task weekly() {
    return created(
        TaskFields.titled("water the plants", NEW_YORK)
            .due(Due.at(LocalDateTime.parse("2026-03-09T09:00")))
            .recurrence("FREQ=WEEKLY", null)
            .build());
  }

  private Task stored(Task task) {
    return store.transactions.read(tx -> tasks.get(tx, ANN, task.taskId()));
  }

  private Task changed(Task task, UnaryOperator<TaskFields> change) {
    return ann(tx -> tasks.change(tx, ANN, task.taskId(), ANY, change, CAUSE));
  }

  private Task renamed(Task task, String title) {
    return changed(task, fields -> fields.but().title(title).build());
  }

  private Task completed(Task task) {
    return ann(tx -> tasks.complete(tx, ANN, task.taskId(), ANY, CAUSE));
  }

  private Task reopened(Task task) {
    return ann(tx -> tasks.reopen(tx, ANN, task.taskId(), ANY, CAUSE));
  }

  private Undone undo() {
    return ann(tx -> tasks.undo(tx, ANN, CAUSE));
  }

  private Undone.Change undone() {
    return undo().changes().get(0);
  }

  private Task successorOf(Task completed) {
    return ann(tx -> tasks.succeed(tx, completed, CAUSE)).orElseThrow();
  }

  private List<Task> all() {
    return store.transactions.read(tx -> tasks.list(tx, TaskQuery.of(ANN)));
  }

  private List<String> types() {
    return store.published().stream().map(Event::type).toList();
  }

  @Test
  void aTaskIsStoredAsItWasGivenAndAnnounced() {
    // Given
    var fields =
        TaskFields.titled("Pflänzchen 🌱 gießen", NEW_YORK)
            .description("twice")
            .priority(Priority.HIGH)
            .tags(List.of("Home", "garden", "home"))
            .due(Due.at(LocalDateTime.parse("2026-03-16T09:00")))
            .recurrence("freq=weekly;interval=1", Anchor.COMPLETION)
            .reminders(
                List.of(
                    Reminder.before(10), Reminder.at(OffsetDateTime.parse("2026-03-15T20:00Z"))))
            .build();

    // When
    var task = created(fields);

    // Then
    assertThat(stored(task)).isEqualTo(task);
    assertThat(task.fields().tags()).containsExactly("home", "garden");
    assertThat(task.fields().recurrenceRule()).isEqualTo("FREQ=WEEKLY");
    assertThat(task.series().occurrence()).isEqualTo(1);
    var event = store.published().get(0);
    assertThat(event.type()).isEqualTo("task.created");
    assertThat(event.subject()).isEqualTo("task/" + task.taskId());
    assertThat(event.userId()).isEqualTo(ANN);
    assertThat(event.source()).isEqualTo(CAUSE.source());
    assertThat(event.traceparent()).isEqualTo(CAUSE.traceparent());
    assertThat(event.time()).isEqualTo(clock.instant());
    assertThat(event.data().path("task").path("due_at").asText())
        .isEqualTo("2026-03-16T09:00:00-04:00");
    assertThat(TaskEvents.taskOf(event)).isEqualTo(task);
  }

  @Test
  void aChangeTellsOldAndNewOfEachFieldThatDiffers() {
    // Given
    var task = created("buy milk");
    store.published();
    clock.advance(Duration.ofMinutes(1));

    // When
    var after =
        changed(
            task,
            fields ->
                fields.but().title("buy oat milk").due(Due.on(LocalDate.of(2026, 3, 12))).build());

    // Then
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.updatedAt()).isEqualTo(clock.instant());
    assertThat(stored(task)).isEqualTo(after);
    var event = store.published().get(0);
    assertThat(event.type()).isEqualTo("task.updated");
    assertThat(event.data().path("changes"))
        .hasToString(
            """
            {"title":{"old":"buy milk","new":"buy oat milk"},"due_date":{"old":null,"new":"2026-03-12"}}""");
  }

  @Test
  void whatChangesNothingIsNoEventAndNoVersion() {
    // Given
    var task = created("buy milk");
    var done = completed(created("buy eggs"));
    store.published();

    // When
    renamed(task, " buy milk ");
    reopened(task);
    completed(done);

    // Then
    assertThat(types()).isEmpty();
    assertThat(stored(task)).isEqualTo(task);
    assertThat(stored(done)).isEqualTo(done);
  }

  @Test
  void completingReopeningSkippingAndDeletingAreTold() {
    // Given
    var milk = created("buy milk");
    var plants = weekly();
    store.published();

    // When
    var done = completed(milk);
    var open = reopened(milk);
    var skipped = ann(tx -> tasks.skip(tx, ANN, plants.taskId(), ANY, CAUSE));
    ann(tx -> tasks.delete(tx, ANN, milk.taskId(), ANY, CAUSE));

    // Then
    assertThat(done.completedAt()).isEqualTo(clock.instant());
    assertThat(open.completedAt()).isNull();
    assertThat(open.version()).isEqualTo(3);
    assertThat(skipped.skipped()).isTrue();
    assertThat(skipped.status()).isEqualTo(Status.COMPLETED);
    assertThat(types())
        .containsExactly("task.completed", "task.reopened", "task.skipped", "task.deleted");
    assertThatThrownBy(() -> stored(milk)).isInstanceOf(TaskNotFoundException.class);
  }

  @Test
  void onlyWhatRecursCanBeSkipped() {
    // Given
    var task = created("buy milk");

    // When, then
    assertThatThrownBy(() -> ann(tx -> tasks.skip(tx, ANN, task.taskId(), ANY, CAUSE)))
        .isInstanceOf(InvalidFieldException.class);
  }

  @Test
  void anotherVersionIsAConflictAndChangesNothing() {
    // Given
    var task = renamed(created("buy milk"), "buy oat milk");
    var stale = OptionalLong.of(1);
    store.published();

    // When, then
    assertThatThrownBy(
            () ->
                ann(
                    tx ->
                        tasks.change(
                            tx,
                            ANN,
                            task.taskId(),
                            stale,
                            fields -> fields.but().title("x").build(),
                            CAUSE)))
        .isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> ann(tx -> tasks.complete(tx, ANN, task.taskId(), stale, CAUSE)))
        .isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> ann(tx -> tasks.reopen(tx, ANN, task.taskId(), stale, CAUSE)))
        .isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> ann(tx -> tasks.delete(tx, ANN, task.taskId(), stale, CAUSE)))
        .isInstanceOf(VersionConflictException.class);
    assertThat(stored(task)).isEqualTo(task);
    assertThat(types()).isEmpty();
  }

  @Test
  void theExpectedVersionMayChangeTheTask() {
    // Given
    var task = created("buy milk");

    // When
    ann(tx -> tasks.complete(tx, ANN, task.taskId(), OptionalLong.of(1), CAUSE));

    // Then
    assertThat(stored(task).status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void anotherUsersTaskIsForeignAndAnUnknownOneIsNotFound() {
    // Given
    var task = created("buy milk");
    store.published();

    // When, then
    assertThatThrownBy(
            () -> store.inUser("bob", tx -> tasks.complete(tx, "bob", task.taskId(), ANY, CAUSE)))
        .isInstanceOf(ForeignTaskException.class);
    assertThatThrownBy(() -> ann(tx -> tasks.get(tx, ANN, UUID.randomUUID())))
        .isInstanceOf(TaskNotFoundException.class);
    assertThat(store.<List<Task>>inUser("bob", tx -> tasks.list(tx, TaskQuery.of("bob"))))
        .isEmpty();
    assertThat(types()).isEmpty();
  }

  @Test
  void snoozingRemindsOnceMoreAndLeavesTheDueDate() {
    // Given
    var earlier = Reminder.at(OffsetDateTime.parse("2026-03-10T12:30Z"));
    var task =
        created(
            TaskFields.titled("call mom", NEW_YORK)
                .due(Due.on(LocalDate.of(2026, 3, 11)))
                .reminders(List.of(earlier, Reminder.before(60)))
                .build());
    var until = OffsetDateTime.parse("2026-03-10T13:00Z");

    // When
    var snoozed = ann(tx -> tasks.snooze(tx, ANN, task.taskId(), ANY, until, CAUSE));

    // Then
    assertThat(snoozed.fields().due()).isEqualTo(task.fields().due());
    assertThat(snoozed.fields().reminders())
        .containsExactly(Reminder.before(60), Reminder.at(until));
  }

  @Test
  void nothingIsSnoozedIntoThePastAndNothingThatIsDone() {
    // Given
    var task = created("call mom");
    var done = completed(created("call dad"));
    var past = OffsetDateTime.parse("2026-03-10T12:00Z");

    // When, then
    assertThatThrownBy(() -> ann(tx -> tasks.snooze(tx, ANN, task.taskId(), ANY, past, CAUSE)))
        .isInstanceOf(InvalidFieldException.class)
        .extracting("field")
        .isEqualTo("until");
    assertThatThrownBy(
            () -> ann(tx -> tasks.snooze(tx, ANN, done.taskId(), ANY, past.plusHours(1), CAUSE)))
        .isInstanceOf(InvalidFieldException.class)
        .extracting("field")
        .isEqualTo("status");
  }

  @Test
  void listsByStatusTagWordsAndPage() {
    // Given
    var first = created(TaskFields.titled("Ärger: 100%_sure", NEW_YORK).build());
    var second = created(TaskFields.titled("b", NEW_YORK).tags(List.of("x")).build());
    var third = completed(created(TaskFields.titled("c", NEW_YORK).description("deep").build()));
    var all = TaskQuery.of(ANN);

    // When
    Function<TaskQuery, List<Task>> list =
        query -> store.transactions.read(tx -> tasks.list(tx, query));

    // Then
    assertThat(list.apply(all)).containsExactly(first, second, third);
    assertThat(list.apply(all.newest(2))).containsExactly(third, second);
    assertThat(list.apply(all.status(Status.COMPLETED))).containsExactly(third);
    assertThat(list.apply(all.tagged("X"))).containsExactly(second);
    assertThat(list.apply(all.matching("SURE 0%_ ärger"))).containsExactly(first);
    assertThat(list.apply(all.matching("0_s"))).isEmpty();
    assertThat(list.apply(all.matching(" "))).hasSize(3);
    assertThat(list.apply(all.matching("deep"))).containsExactly(third);
    assertThat(list.apply(all.page(Optional.of(first.taskId()), 1))).containsExactly(second);
  }

  @Test
  void movingAnOccurrenceKeepsTheSeriesAndANewRuleRestartsIt() {
    // Given
    var task = weekly();
    var wednesday = LocalDateTime.parse("2026-03-11T10:00");

    // When
    var moved = changed(task, fields -> fields.but().due(Due.at(wednesday)).build());
    var other = changed(task, fields -> fields.but().recurrence("FREQ=DAILY", null).build());
    var once = changed(task, fields -> fields.but().recurrence(null, null).build());

    // Then
    assertThat(moved.series()).isEqualTo(task.series());
    assertThat(other.series()).isEqualTo(new Series(task.series().id(), 1, wednesday, wednesday));
    assertThat(once.series()).isNull();
    assertThat(once.fields().recurrenceAnchor()).isNull();
  }

  @Test
  void aTimeOfDayGivenToAWholeDaySeriesHoldsForItsSuccessors() {
    // Given
    var task =
        created(
            TaskFields.titled("rent", NEW_YORK)
                .due(Due.on(LocalDate.of(2026, 3, 9)))
                .recurrence("FREQ=WEEKLY", null)
                .build());

    // When
    changed(
        task, fields -> fields.but().due(Due.at(LocalDateTime.parse("2026-03-10T15:00"))).build());
    var successor = successorOf(completed(task));

    // Then
    assertThat(successor.fields().due()).isEqualTo(Due.at(LocalDateTime.parse("2026-03-16T15:00")));
  }

  @Test
  void undoTakesBackOneChangeAfterTheOther() {
    // Given
    var task = created("buy milk");
    renamed(task, "buy oat milk");
    completed(task);
    store.published();

    // When
    var first = undone();
    var second = undone();
    var third = undone();
    var fourth = undo();

    // Then
    assertThat(first.to().isPending()).isTrue();
    assertThat(first.to().version()).isEqualTo(4);
    assertThat(second.to().fields().title()).isEqualTo("buy milk");
    assertThat(second.to().version()).isEqualTo(5);
    assertThat(third.to()).isNull();
    assertThat(fourth.changes()).isEmpty();
    assertThat(all()).isEmpty();
    var events = store.published();
    assertThat(events)
        .extracting(Event::type)
        .containsExactly("task.reopened", "task.updated", "task.deleted");
    assertThat(events.get(1).data().path("changes").path("title").path("new").asText())
        .isEqualTo("buy milk");
    assertThat(events.get(2).data().path("task").path("version").asLong()).isEqualTo(5);
  }

  @Test
  void undoBringsADeletedTaskBackWhole() {
    // Given
    var task = renamed(weekly(), "water all plants");
    ann(tx -> tasks.delete(tx, ANN, task.taskId(), ANY, CAUSE));
    store.published();

    // When
    var undone = undone();

    // Then
    assertThat(undone.from()).isNull();
    assertThat(undone.to().hasContentOf(task)).isTrue();
    assertThat(undone.to().version()).isEqualTo(task.version() + 1);
    assertThat(stored(task)).isEqualTo(undone.to());
    assertThat(types()).containsExactly("task.created");
  }

  @Test
  void undoOfAReopeningCompletesOrSkipsAgain() {
    // Given
    var done = completed(created("buy milk"));
    var plants = weekly();
    ann(tx -> tasks.skip(tx, ANN, plants.taskId(), ANY, CAUSE));
    reopened(plants);
    reopened(done);
    store.published();

    // When
    undone();
    undone();

    // Then
    assertThat(types()).containsExactly("task.completed", "task.skipped");
    assertThat(stored(done).completedAt()).isEqualTo(done.completedAt());
    assertThat(stored(plants).skipped()).isTrue();
  }

  @Test
  void undoAfterUndoneWorkGoesOnWithWhatWasDoneSince() {
    // Given
    var task = created("a");
    renamed(task, "b");
    undone();
    renamed(task, "c");

    // When
    var first = undone();
    var second = undone();

    // Then
    assertThat(first.to().fields().title()).isEqualTo("a");
    assertThat(second.to()).isNull();
  }

  @Test
  void undoKeepsAWallTimeThatTheClocksSkip() {
    // Given
    var skippedByClocks = Due.at(LocalDateTime.parse("2026-03-08T02:30"));
    var task = created(TaskFields.titled("night shift", NEW_YORK).due(skippedByClocks).build());
    renamed(task, "late shift");

    // When
    undone();
    var second = undone();

    // Then
    assertThat(second.from().fields().due()).isEqualTo(skippedByClocks);
  }

  @Test
  void undoIsEachUsersOwn() {
    // Given
    created("buy milk");

    // When
    var undone = store.inUser("bob", tx -> tasks.undo(tx, "bob", CAUSE));

    // Then
    assertThat(undone.changes()).isEmpty();
    assertThat(all()).hasSize(1);
  }

  @Test
  void reopeningTakesAnUntouchedSuccessorBack() {
    // Given
    var task = completed(weekly());
    var successor = successorOf(task);
    store.published();

    // When
    reopened(task);

    // Then
    assertThat(all()).extracting(Task::taskId).containsExactly(task.taskId());
    var events = store.published();
    assertThat(events).extracting(Event::type).containsExactly("task.reopened", "task.deleted");
    assertThat(events.get(1).subject()).isEqualTo("task/" + successor.taskId());
  }

  @Test
  void reopeningLeavesASuccessorThatSomebodyHasChanged() {
    // Given
    var task = completed(weekly());
    var successor = renamed(successorOf(task), "water the big plants");

    // When
    reopened(task);
    var again = ann(tx -> tasks.succeed(tx, completed(task, tx), CAUSE));

    // Then
    assertThat(again).isEmpty();
    assertThat(all()).extracting(Task::taskId).contains(successor.taskId()).hasSize(2);
  }

  private Task completed(Task task, Handle tx) {
    return tasks.complete(tx, ANN, task.taskId(), ANY, CAUSE);
  }

  @Test
  void undoOfACompletionTakesTheSuccessorBackAndCompletingAgainBringsAnother() {
    // Given
    var task = completed(weekly());
    successorOf(task);

    // When
    undone();
    var open = all();
    var next = successorOf(completed(task));

    // Then
    assertThat(open).extracting(Task::taskId).containsExactly(task.taskId());
    assertThat(next.series().occurrence()).isEqualTo(2);
  }

  @Test
  void aDeletedOccurrenceThatHasBeenReplacedIsNotRestored() {
    // Given
    var first = completed(weekly());
    var second = successorOf(first);
    ann(tx -> tasks.delete(tx, ANN, second.taskId(), ANY, CAUSE));
    successorOf(first);
    store.published();

    // When
    var undone = undo();

    // Then
    assertThat(undone.changes()).isEmpty();
    assertThat(undone.refusal()).contains("its series has gone on since");
    assertThat(types()).isEmpty();
  }

  @Test
  void anEventOverAMebibyteIsRefusedAndNothingIsStored() {
    // Given
    var large = Map.of("text", "é".repeat(600_000));

    // When, then
    assertThatThrownBy(
            () ->
                ann(
                    tx -> {
                      var task =
                          tasks.create(tx, ANN, TaskFields.titled("x", NEW_YORK).build(), CAUSE);
                      store.outbox.append(
                          tx,
                          new OutgoingEvent(
                              UUID.randomUUID(),
                              "task-events",
                              "task.created",
                              "/test",
                              "task/" + task.taskId(),
                              ANN,
                              clock.instant(),
                              CAUSE.traceparent(),
                              large));
                      return null;
                    }))
        .isInstanceOf(PayloadTooLargeException.class)
        .hasMessageContaining("1,200,011 bytes");
    assertThat(all()).isEmpty();
    assertThat(types()).isEmpty();
  }
}
