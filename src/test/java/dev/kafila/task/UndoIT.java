package dev.kafila.task;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Event;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** Undo by steps: all that a message or a request changed. */
class UndoIT extends AnnsTasks {
  private static TaskFields titled(String title) {
    return TaskFields.titled(title, ZoneId.of("America/New_York")).build();
  }

  private Task create(Handle tx, String title) {
    return tasks.create(tx, ANN, titled(title), CAUSE);
  }

  private List<String> titles() {
    return all().stream().map(task -> task.fields().title()).toList();
  }

  @Test
  void whatOneTransactionChangedIsTakenBackWholeAndInReverse() {
    // Given
    created("call Ann");
    store.inUser(
        ANN,
        tx -> {
          var milk = create(tx, "buy milk");
          create(tx, "buy bread");
          tasks.complete(tx, ANN, milk.taskId(), ANY, CAUSE);
          return null;
        });
    store.published();

    // When
    var undone = undo();

    // Then
    assertThat(undone.changes()).hasSize(3);
    assertThat(titles()).containsExactly("call Ann");
    assertThat(store.published())
        .extracting(Event::type)
        .containsExactly("task.reopened", "task.deleted", "task.deleted");
  }

  @Test
  void theLastTenStepsCanBeTakenBack() {
    // Given
    IntStream.rangeClosed(1, 12).forEach(i -> created("task " + i));

    // When
    var undone = new ArrayList<Undone>();
    for (int i = 0; i < 12; i++) {
      undone.add(undo());
    }

    // Then
    assertThat(undone.subList(0, 10)).allSatisfy(one -> assertThat(one.changes()).hasSize(1));
    assertThat(undone.subList(10, 12))
        .allSatisfy(one -> assertThat(one.refusal()).contains("at most ten"));
    assertThat(titles()).containsExactly("task 1", "task 2");
  }

  @Test
  void aStepOfWhichOnePartCannotBeTakenBackStaysWholeAndIsPassedOverNextTime() {
    // Given
    created("call Ann");
    var milk =
        store.inUser(
            ANN,
            tx -> {
              create(tx, "buy bread");
              return create(tx, "buy milk");
            });
    store.execute("update tasks set title = 'oat milk' where task_id = ?", milk.taskId());
    store.published();

    // When
    var refused = undo();
    var eventsOfRefusal = store.published();
    var next = undo();

    // Then
    assertThat(refused.changes()).isEmpty();
    assertThat(refused.refusal())
        .isEqualTo(
            "I can't undo adding \"buy milk\", because it was changed since; "
                + "undo again takes back the change before it.");
    assertThat(eventsOfRefusal).isEmpty();
    assertThat(next.changes().get(0).from().fields().title()).isEqualTo("call Ann");
    assertThat(titles()).containsExactly("buy bread", "oat milk");
  }

  @Test
  void completingTwoOccurrencesIsTakenBackOneAfterTheOther() {
    // Given
    var first = completed(weekly());
    var second = completed(successorOf(first));
    successorOf(second);

    // When
    undo();
    var afterOne = all();
    undo();
    var afterTwo = all();

    // Then
    assertThat(afterOne).extracting(Task::taskId).containsExactly(first.taskId(), second.taskId());
    assertThat(afterOne.get(1).isPending()).isTrue();
    assertThat(afterTwo).extracting(Task::taskId).containsExactly(first.taskId());
    assertThat(afterTwo.get(0).isPending()).isTrue();
  }

  @Test
  void aSuccessorWhoseChangeWasUndoneGoesWithTheCompletionThatBroughtIt() {
    // Given
    var first = completed(weekly());
    renamed(successorOf(first), "water the big plants");

    // When
    undo();
    undo();

    // Then
    assertThat(all()).extracting(Task::taskId).containsExactly(first.taskId());
  }

  @Test
  void aCompletionWhoseSuccessorIsDoneStaysAndSaysWhy() {
    // Given
    var first = completed(weekly());
    var second = completed(successorOf(first));
    store.execute("update task_changes set undone = true where task_id = ?", second.taskId());
    store.published();

    // When
    var refused = undo();

    // Then
    assertThat(refused.refusal())
        .isEqualTo(
            "I can't undo completing \"water the plants\", because its next occurrence was "
                + "completed since; undo again takes back the change before it.");
    assertThat(all()).noneMatch(Task::isPending);
    assertThat(store.published()).isEmpty();
  }
}
