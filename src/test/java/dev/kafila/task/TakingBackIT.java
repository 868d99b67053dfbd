package dev.kafila.task;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Event;
import java.time.LocalDateTime;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** Undo of one change after the other, and of a completion by reopening. */
class TakingBackIT extends AnnsTasks {
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
}
