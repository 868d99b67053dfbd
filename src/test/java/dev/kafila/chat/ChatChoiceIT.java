package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Target;
import dev.kafila.task.Task;
import org.junit.jupiter.api.Test;

/** Which task a command means: by words, by number, by choice. */
class ChatChoiceIT extends ScriptedChat {
  @Test
  void completesByWords() {
    // Given
    says("water the plants");
    says("buy milk");

    // When
    var answer = says("complete plants");

    // Then
    assertThat(answer.response()).isEqualTo("Done: \"water the plants\".");
    assertThat(tools(answer)).containsExactly("complete_task");
    assertThat(task("water the plants").isPending()).isFalse();
    assertThat(task("buy milk").isPending()).isTrue();
  }

  @Test
  void theWholeTitleWinsOverWordsInOthers() {
    // Given
    says("plants");
    says("water the plants");

    // When
    says("complete plants");

    // Then
    assertThat(task("plants").isPending()).isFalse();
    assertThat(task("water the plants").isPending()).isTrue();
  }

  @Test
  void asksWhichOneAndDoesItToTheChosen() {
    // Given
    says("water the plants");
    says("buy plants");
    means("the second one", Reading.of(Intent.CHOOSE).choosing(2));
    store.published();

    // When
    var question = says("complete plants");
    var meanwhile = store.published();
    var answer = says("the second one");

    // Then
    assertThat(question.response()).startsWith("Which one do you mean?\n1. ").contains("\n2. ");
    assertThat(question.toolCalls()).isEmpty();
    assertThat(meanwhile).isEmpty();
    assertThat(tools(answer)).containsExactly("complete_task");
    var chosen = question.response().split("\n")[2].substring("2. ".length());
    assertThat(answer.response()).isEqualTo("Done: " + chosen + ".");
  }

  @Test
  void severalMayBeChosenAtOnce() {
    // Given
    says("water the plants");
    says("buy plants");
    says("sell plants");
    means("1 and 4", Reading.of(Intent.CHOOSE).choosing(1, 4));
    means("the first two", Reading.of(Intent.CHOOSE).choosing(1, 2));

    // When
    says("complete plants");
    var impossible = says("1 and 4");
    var answer = says("the first two");

    // Then
    assertThat(impossible.response()).isEqualTo("Please choose a number from 1 to 3.");
    assertThat(tools(answer)).containsExactly("complete_task", "complete_task");
  }

  @Test
  void aChoiceMayBeMadeByWordsOrMeanAllOrTheLast() {
    // Given
    says("water the plants");
    says("buy plants");
    says("sell plants");
    means("the last", Reading.of(Intent.CHOOSE).choosing(-1));
    means("all of them", Reading.of(Intent.CHOOSE).choosing(0));

    // When
    says("complete plants");
    var byWords = says("sell");
    says("complete plants");
    var last = says("the last");
    says("undo");
    says("complete plants");
    var all = says("all of them");

    // Then
    assertThat(byWords.response()).isEqualTo("Done: \"sell plants\".");
    assertThat(tools(last)).containsExactly("complete_task");
    assertThat(tools(all)).containsExactly("complete_task", "complete_task");
    assertThat(tasksOf(ANN)).hasSize(3).noneMatch(Task::isPending);
  }

  @Test
  void aNumberThatWasNotOfferedIsAskedForAgain() {
    // Given
    says("water the plants");
    says("buy plants");
    says("complete plants");
    means("5", Reading.of(Intent.CHOOSE).choosing(5));
    means("1", Reading.of(Intent.CHOOSE).choosing(1));

    // When
    var wrong = says("5");
    var right = says("1");

    // Then
    assertThat(wrong.response()).isEqualTo("Please choose a number from 1 to 2.");
    assertThat(tools(right)).containsExactly("complete_task");
  }

  @Test
  void anAnswerThatStillFitsSeveralIsNoNewTask() {
    // Given
    says("water the big plants");
    says("water the small plants");
    says("buy plants");
    says("complete plants");

    // When
    var again = says("water");
    var settled = says("big");

    // Then
    assertThat(again.response()).startsWith("Which one do you mean?").doesNotContain("buy");
    assertThat(settled.response()).isEqualTo("Done: \"water the big plants\".");
    assertThat(tasksOf(ANN)).hasSize(3);
  }

  @Test
  void whoeverMovesOnIsNotAskedAgain() {
    // Given
    says("water the plants");
    says("buy plants");
    says("complete plants");

    // When
    says("call mom");
    var yes = says("yes");

    // Then
    assertThat(task("call mom").isPending()).isTrue();
    assertThat(yes.response()).isEqualTo("There is nothing to decide right now.");
  }

  @Test
  void itIsTheTaskSpokenOfLastAndNumbersAreThoseShownLast() {
    // Given
    says("a");
    says("b");
    says("list");
    means("complete 1", Reading.of(Intent.COMPLETE).with(Target.numbered(1)));
    means("complete 7", Reading.of(Intent.COMPLETE).with(Target.numbered(7)));
    means("reopen it", Reading.of(Intent.REOPEN).with(Target.LAST));
    means("what is 2", Reading.of(Intent.CHOOSE).choosing(2));

    // When
    var first = says("complete 1");
    var done = says("complete it");
    var again = says("reopen it");
    var none = says("complete 7");
    var shown = says("what is 2");
    says("complete it");

    // Then
    assertThat(first.response()).isEqualTo("Done: \"a\".");
    assertThat(done.response()).isEqualTo("\"a\" is done already.");
    assertThat(again.response()).isEqualTo("Open again: \"a\".");
    assertThat(none.response()).isEqualTo("There is no number 7 in what I showed last.");
    assertThat(shown.response()).isEqualTo("That is \"b\".");
    assertThat(task("b").isPending()).isFalse();
  }

  @Test
  void withNothingSpokenOfItIsAskedWhat() {
    // When
    var answer = says("complete it");

    // Then
    assertThat(answer.response()).isEqualTo("Which task do you mean?");
  }

  @Test
  void whatIsNotFoundIsSaid() {
    // Given
    says("water the plants");
    says("complete it");

    // When
    var done = says("complete plants");
    means("complete cars", Reading.of(Intent.COMPLETE).with(Target.named("cars")));
    var none = says("complete cars");

    // Then
    assertThat(done.response()).isEqualTo("\"water the plants\" is done already.");
    assertThat(none.response()).isEqualTo("I find no task with \"cars\".");
  }
}
