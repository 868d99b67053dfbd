package dev.kafila.task;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.event.OutgoingEvent;
import dev.kafila.event.PayloadTooLargeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TasksIT extends AnnsTasks {
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
