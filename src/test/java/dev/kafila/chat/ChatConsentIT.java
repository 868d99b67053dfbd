package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Filter;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Target;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is done only after a yes, and what is taken back. */
class ChatConsentIT extends ScriptedChat {
  @Test
  void deletingIsAskedForUnlessTheTaskIsNamedExactly() {
    // Given
    says("water the plants");
    says("plants");
    means("delete water plants", Reading.of(Intent.DELETE).with(Target.named("water plants")));

    // When
    var exact = says("delete plants");
    var question = says("delete water plants");
    var before = tasksOf(ANN);
    var answer = says("yes");

    // Then
    assertThat(exact.response()).isEqualTo("Deleted \"plants\".");
    assertThat(question.response()).isEqualTo("Shall I delete \"water the plants\"? (yes or no)");
    assertThat(before).hasSize(1);
    assertThat(tools(answer)).containsExactly("delete_task");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void noMeansNo() {
    // Given
    says("water the plants");
    says("delete plants");

    // When
    var no = says("no");
    var yes = says("yes");

    // Then
    assertThat(no.response()).isEqualTo("All right, nothing was changed.");
    assertThat(yes.toolCalls()).isEmpty();
    assertThat(tasksOf(ANN)).hasSize(1);
  }

  @Test
  void whatWasDeletedMeanwhileIsGone() {
    // Given
    says("water the plants");
    says("delete plants");
    says(ANN, "another", "delete plants");
    says(ANN, "another", "yes");

    // When
    var answer = says("yes");

    // Then
    assertThat(answer.response()).isEqualTo("That task is gone.");
  }

  @Test
  void aSetIsChangedAfterAYes() {
    // Given
    means("complete all #home", Reading.of(Intent.COMPLETE).with(filter(null, List.of("home"))));
    for (var title : List.of("a", "b")) {
      means(
          title,
          Reading.of(Intent.ADD)
              .with(
                  new Details(
                      title,
                      null,
                      false,
                      null,
                      List.of(),
                      null,
                      List.of("home"),
                      List.of(),
                      Set.of())));
      says(title);
    }
    says("c");

    // When
    var question = says("complete all #home");
    var answer = says("yes");
    var none = says("complete all #home");

    // Then
    assertThat(question.response())
        .startsWith("That means 2 tasks:\n")
        .endsWith("\nShall I complete them? (yes or no)");
    assertThat(tools(answer)).containsExactly("complete_task", "complete_task");
    assertThat(task("c").isPending()).isTrue();
    assertThat(none.response()).isEqualTo("There is no such task.");
  }

  @Test
  void aLargeSetIsShownInPart() {
    // Given
    means("delete everything", Reading.of(Intent.DELETE).with(Filter.ALL));
    for (int i = 0; i < 23; i++) {
      says("task " + i);
    }

    // When
    var question = says("delete everything");
    says("yes");

    // Then
    assertThat(question.response()).contains("That means 23 tasks:", "\n... and 3 more\n");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void undoTakesBackOneStepAfterTheOther() {
    // Given
    says("buy milk");
    says("complete it");

    // When
    var first = says("undo");
    var second = says("undo");
    var third = says("undo");

    // Then
    assertThat(first.response()).isEqualTo("Undone: \"buy milk\" is open again.");
    assertThat(second.response()).isEqualTo("Undone: \"buy milk\" is gone again.");
    assertThat(third.response()).startsWith("There is nothing I can undo");
    assertThat(tools(first)).containsExactly("undo");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void undoSaysWhatIsBackAndWhatItIsAgain() {
    // Given
    says("buy milk");
    means(
        "rename it",
        Reading.of(Intent.UPDATE).with(Target.LAST).with(Details.NONE.withTitle("buy oat milk")));
    means("delete it", Reading.of(Intent.DELETE).with(Target.LAST));
    var renamed = says("rename it");
    says("delete it");
    says("yes");

    // When
    var back = says("undo");
    var again = says("undo");

    // Then
    assertThat(renamed.response()).isEqualTo("Changed: \"buy oat milk\".");
    assertThat(back.response()).isEqualTo("Undone: \"buy oat milk\" is back.");
    assertThat(again.response()).isEqualTo("Undone: it is \"buy milk\" again.");
  }

  @Test
  void whatOneMessageDidIsUndoneWhole() {
    // Given
    means("complete home", Reading.of(Intent.COMPLETE).with(filter(Status.PENDING, List.of())));
    says("a");
    says("b");
    says("complete home");
    says("yes");

    // When
    var undone = says("undo");

    // Then
    assertThat(undone.response()).isEqualTo("Undone: \"a\" is open again; \"b\" is open again.");
    assertThat(tools(undone)).containsExactly("undo");
    assertThat(tasksOf(ANN)).allMatch(Task::isPending);
  }
}
