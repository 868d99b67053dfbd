package dev.kafila.task;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.event.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Pausing a series, and changing one occurrence or all of them. Today is Tuesday, 10 March. */
class SeriesIT extends AnnsTasks {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  private Task recurring(String rule, String due, Reminder... reminders) {
    var fields =
        TaskFields.titled("water the plants", NEW_YORK)
            .due(
                due.contains("T") ? Due.at(LocalDateTime.parse(due)) : Due.on(LocalDate.parse(due)))
            .recurrence(rule, null)
            .reminders(List.of(reminders))
            .build();
    return store.inUser(ANN, tx -> tasks.create(tx, ANN, fields, CAUSE));
  }

  private Task paused(Task task, String until) {
    var day = until == null ? null : LocalDate.parse(until);
    return store.inUser(ANN, tx -> tasks.pause(tx, ANN, task.taskId(), ANY, day, CAUSE));
  }

  private Task resumed(Task task) {
    return store.inUser(ANN, tx -> tasks.resume(tx, ANN, task.taskId(), ANY, CAUSE));
  }

  private Task changed(Task task, Scope scope, UnaryOperator<TaskFieldsBuilder> change) {
    return store.inUser(
        ANN,
        tx ->
            tasks.change(
                tx, ANN, task.taskId(), ANY, f -> change.apply(f.but()).build(), scope, CAUSE));
  }

  private static UnaryOperator<TaskFieldsBuilder> due(String wallTime) {
    return fields -> fields.due(Due.at(LocalDateTime.parse(wallTime)));
  }

  /** What follows when a task is completed, as the events tell it to the consumer. */
  private Task followedBy(Task task) {
    store.published();
    store.inUser(ANN, tx -> tasks.complete(tx, ANN, task.taskId(), ANY, CAUSE));
    var told = TaskEvents.taskOf(store.published().get(0));
    return store.inUser(ANN, tx -> tasks.succeed(tx, told, CAUSE)).orElseThrow();
  }

  private static LocalDateTime dueAt(Task task) {
    return task.fields().due().at();
  }

  @Test
  void aPausedSeriesGoesOnAtTheNextDateOfItsRule() {
    // Given
    var task = recurring("FREQ=WEEKLY", "2026-03-09T09:00");
    store.published();

    // When
    var paused = paused(task, null);
    clock.set(Instant.parse("2026-04-22T12:00:00Z"));
    var resumed = resumed(task);

    // Then
    assertThat(paused.isPaused()).isTrue();
    assertThat(dueAt(paused)).isEqualTo("2026-03-09T09:00:00");
    assertThat(dueAt(resumed)).isEqualTo("2026-04-27T09:00:00");
    assertThat(resumed.series().slot()).isEqualTo(dueAt(resumed));
    assertThat(resumed.series().pause()).isNull();
    assertThat(stored(task)).isEqualTo(resumed);
    assertThat(store.published())
        .extracting(Event::type)
        .containsExactly("task.updated", "task.updated");
  }

  @Test
  void aPauseThatEndsBeforeTheDueDateMovesNothing() {
    // Given
    var task = recurring("FREQ=WEEKLY", "2026-03-16T09:00");

    // When
    paused(task, null);
    var resumed = resumed(task);

    // Then
    assertThat(dueAt(resumed)).isEqualTo("2026-03-16T09:00:00");
  }

  @Test
  void aDayToPauseUntilMovesTheTaskAndItsRemindersToTheFirstDateFromThen() {
    // Given
    var task =
        recurring(
            "FREQ=WEEKLY",
            "2026-03-09T09:00",
            Reminder.before(30),
            Reminder.at(OffsetDateTime.parse("2026-03-09T08:00-04:00")));

    // When
    var paused = paused(task, "2026-05-04");
    var next = followedBy(paused);

    // Then
    assertThat(paused.isPaused()).isFalse();
    assertThat(paused.series().pause().until()).isEqualTo("2026-05-04");
    assertThat(dueAt(paused)).isEqualTo("2026-05-04T09:00:00");
    assertThat(paused.fields().reminders())
        .containsExactly(
            Reminder.before(30), Reminder.at(OffsetDateTime.parse("2026-05-04T08:00-04:00")));
    assertThat(dueAt(next)).isEqualTo("2026-05-11T09:00:00");
    assertThat(next.series().pause()).isNull();
  }

  @Test
  void whatPausesUntilADayCanBeResumedBeforeIt() {
    // Given
    var task = recurring("FREQ=WEEKLY", "2026-03-16");
    paused(task, "2026-05-01");
    clock.set(Instant.parse("2026-03-25T12:00:00Z"));

    // When
    var resumed = resumed(task);

    // Then
    assertThat(dueAt(resumed).toLocalDate()).isEqualTo("2026-03-30");
  }

  @Test
  void resumingNeverGoesBackBeforeTheOccurrenceThatPaused() {
    // Given
    var first = recurring("FREQ=WEEKLY", "2026-03-16T09:00");
    var second = followedBy(first);
    paused(second, "2026-05-01");

    // When
    var resumed = resumed(second);

    // Then
    assertThat(dueAt(resumed)).isEqualTo("2026-03-23T09:00:00");
  }

  @Test
  void completingAnOccurrenceOfAPausedSeriesLeavesItPaused() {
    // Given
    var task = paused(recurring("FREQ=WEEKLY", "2026-03-09T09:00"), null);

    // When
    var next = followedBy(task);

    // Then
    assertThat(next.isPaused()).isTrue();
    assertThat(next.series().pause().slot()).isEqualTo(next.series().slot());
  }

  @Test
  void aNewDateEndsAPauseAndUndoBringsItBack() {
    // Given
    var task = paused(recurring("FREQ=WEEKLY", "2026-03-09T09:00"), null);

    // When
    var moved = changed(task, Scope.USUAL, due("2026-03-13T09:00"));
    store.inUser(ANN, tx -> tasks.undo(tx, ANN, CAUSE));

    // Then
    assertThat(moved.isPaused()).isFalse();
    assertThat(stored(task).hasContentOf(task)).isTrue();
  }

  @Test
  void onlyAPendingTaskThatRecursCanBePausedUntilADayAhead() {
    // Given
    var once =
        store.inUser(
            ANN,
            tx -> tasks.create(tx, ANN, TaskFields.titled("buy milk", NEW_YORK).build(), CAUSE));
    var ending = recurring("FREQ=WEEKLY;COUNT=2", "2026-03-09T09:00");

    // Then
    assertThatThrownBy(() -> paused(once, null)).hasMessageContaining("only a task that recurs");
    assertThatThrownBy(() -> paused(ending, "2026-03-10")).hasMessageContaining("future");
    assertThatThrownBy(() -> paused(ending, "2026-05-01")).hasMessageContaining("ended by then");
    assertThat(stored(ending).series().pause()).isNull();
  }

  @Test
  void aPausedTaskCannotBeSnoozed() {
    // Given
    var task = paused(recurring("FREQ=WEEKLY", "2026-03-09T09:00"), null);
    var until = OffsetDateTime.parse("2026-03-10T13:00:00Z");

    // Then
    assertThatThrownBy(
            () -> store.inUser(ANN, tx -> tasks.snooze(tx, ANN, task.taskId(), ANY, until, CAUSE)))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("resume it first");
  }

  @Test
  void aChangeOfThisOneIsNotTheNextOnes() {
    // Given
    var task = recurring("FREQ=WEEKLY", "2026-03-09T09:00", Reminder.before(10));

    // When
    var one =
        changed(
            task,
            Scope.THIS,
            fields ->
                due("2026-03-13T15:00")
                    .apply(fields)
                    .title("water the balcony")
                    .reminders(List.of())
                    .tags(List.of("balcony")));
    var next = followedBy(one);

    // Then
    assertThat(stored(one).fields()).isEqualTo(one.fields());
    assertThat(next.fields().title()).isEqualTo("water the plants");
    assertThat(next.fields().tags()).isEmpty();
    assertThat(next.fields().reminders()).containsExactly(Reminder.before(10));
    assertThat(dueAt(next)).isEqualTo("2026-03-16T09:00:00");
    assertThat(next.series().fields()).isNull();
  }

  @Test
  void aLaterChangeOfTheSeriesReachesTheNextOnesThroughOneThatDiffers() {
    // Given
    var task = recurring("FREQ=WEEKLY", "2026-03-09T09:00");
    changed(task, Scope.THIS, fields -> fields.title("water the balcony"));

    // When
    var tagged = changed(task, Scope.USUAL, fields -> fields.tags(List.of("home")));
    var next = followedBy(tagged);

    // Then
    assertThat(tagged.fields().title()).isEqualTo("water the balcony");
    assertThat(next.fields().title()).isEqualTo("water the plants");
    assertThat(next.fields().tags()).containsExactly("home");
  }

  @Test
  void aWholeDayForThisOneLeavesTheNextOnesTheirTime() {
    // Given
    var task = recurring("FREQ=WEEKLY", "2026-03-09T09:00");

    // When
    var one =
        changed(task, Scope.THIS, fields -> fields.due(Due.on(LocalDate.parse("2026-03-12"))));
    var next = followedBy(one);

    // Then
    assertThat(dueAt(next)).isEqualTo("2026-03-16T09:00:00");
    assertThat(next.fields().due().wholeDay()).isFalse();
  }

  @Test
  void anotherTimeForTheSeriesKeepsItsDays() {
    // Given
    var task = recurring("FREQ=MONTHLY;COUNT=4", "2026-01-31T09:00");
    var second = followedBy(task);

    // When
    var moved = changed(second, Scope.SERIES, due("2026-03-31T10:30"));
    var next = followedBy(moved);

    // Then
    assertThat(dueAt(second)).isEqualTo("2026-03-31T09:00:00");
    assertThat(dueAt(next)).isEqualTo("2026-04-30T10:30:00");
  }

  @Test
  void anotherDayForTheSeriesMovesTheNextOnesToo() {
    // Given
    var task = recurring("FREQ=WEEKLY;INTERVAL=2", "2026-03-09T09:00");

    // When
    var moved = changed(task, Scope.SERIES, due("2026-03-11T09:00"));
    var next = followedBy(moved);

    // Then
    assertThat(dueAt(next)).isEqualTo("2026-03-25T09:00:00");
  }

  @Test
  void aRuleThatNamesItsDaysIsMovedByANewRule() {
    // Given
    var task = recurring("FREQ=WEEKLY;BYDAY=MO", "2026-03-09T09:00");

    // When
    var moved =
        changed(
            task,
            Scope.SERIES,
            fields -> due("2026-03-11T09:00").apply(fields).rule("FREQ=WEEKLY;BYDAY=WE"));

    // Then
    assertThatThrownBy(() -> changed(moved, Scope.SERIES, due("2026-03-13T09:00")))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("names its days");
    assertThatThrownBy(() -> changed(moved, Scope.THIS, f -> f.rule("FREQ=DAILY")))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("whole series");
    assertThat(dueAt(followedBy(moved))).isEqualTo("2026-03-18T09:00:00");
  }

  @Test
  void aZoneIsOneOccurrencesWithItsDateAndTheSeriesWhereThatIsSaid() {
    // Given
    var one = recurring("FREQ=DAILY", "2026-03-10T09:00");
    var all = recurring("FREQ=DAILY", "2026-03-10T09:00");

    // When
    var alone = changed(one, Scope.THIS, fields -> fields.zone(TOKYO));
    var whole = changed(all, Scope.SERIES, fields -> fields.zone(TOKYO));

    // Then
    assertThat(alone.fields().due()).isEqualTo(one.fields().due());
    assertThat(followedBy(alone).fields().zone()).isEqualTo(NEW_YORK);
    assertThat(followedBy(whole).fields().zone()).isEqualTo(TOKYO);
  }
}
