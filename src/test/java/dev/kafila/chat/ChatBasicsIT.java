package dev.kafila.chat;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Repeat;
import dev.kafila.event.Event;
import dev.kafila.task.Anchor;
import dev.kafila.task.Due;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The conversation itself, and what is refused, unclear, or unknown. */
class ChatBasicsIT extends ScriptedChat {
  @Test
  void addsATaskAndSaysHowItWasUnderstood() {
    // Given
    means(
        "water the plants",
        Reading.of(Intent.ADD)
            .with(
                new Details(
                    "water the plants",
                    Due.at(LocalDateTime.parse("2026-03-16T09:00")),
                    false,
                    new Repeat("FREQ=WEEKLY;BYDAY=MO", Anchor.DUE),
                    List.of(Reminder.before(10)),
                    Priority.HIGH,
                    List.of("home"),
                    List.of(),
                    Set.of())));

    // When
    var answer = says("water the plants");

    // Then
    assertThat(answer.response())
        .isEqualTo(
            "Added \"water the plants\" for Mon 16 Mar 2026, 9:00, every Monday,"
                + " high priority #home, reminder 10 minutes before.");
    assertThat(tools(answer)).containsExactly("add_task");
    var task = task("water the plants");
    assertThat(task.fields().zone()).isEqualTo(NEW_YORK);
    assertThat(task.fields().reminders()).containsExactly(Reminder.before(10));
    assertThat(store.published()).extracting(Event::type).containsExactly("task.created");
  }

  @Test
  void keepsTheConversation() {
    // When
    says("buy milk");
    says("list");

    // Then
    assertThat(
            store.list(
                String.class, "select role || ': ' || content from messages order by message_id"))
        .containsExactly(
            "user: buy milk",
            "assistant: Added \"buy milk\".",
            "user: list",
            "assistant: 1 task:\n1. \"buy milk\"");
  }

  @Test
  void withoutAnIdANewConversationBegins() {
    // Given
    var request = new ChatRequest(ANN, "buy milk", Optional.empty(), Optional.empty());

    // When
    var first = store.inUser(ANN, tx -> chat.answer(tx, request, CAUSE));
    var second = store.inUser(ANN, tx -> chat.answer(tx, request, CAUSE));

    // Then
    assertThat(first.conversationId()).isNotEqualTo(second.conversationId());
  }

  @Test
  void refusesMessagesThatAreNone() {
    // When, then
    assertThatThrownBy(() -> says(" \n")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> says("x".repeat(10_001))).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> says("a\u0000")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> says("a\ud800")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> says(ANN, "c".repeat(129), "x"))
        .isInstanceOf(InvalidFieldException.class);
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void aTitleThatIsTooLongIsExplained() {
    // When
    var answer = says("x".repeat(501));

    // Then
    assertThat(answer.response())
        .isEqualTo("That can't be done: title: at most 500 characters are allowed.");
    assertThat(answer.toolCalls()).isEmpty();
  }

  @Test
  void whatIsUnclearIsAskedAndWhatIsUnknownGetsHelp() {
    // Given
    means("buy milk some", Reading.of(Intent.ADD).asking("When?"));
    means("hello", Reading.of(Intent.UNKNOWN));

    // When
    var unclear = says("buy milk some");
    var unknown = says("hello");

    // Then
    assertThat(unclear.response()).isEqualTo("When?");
    assertThat(unknown.response()).startsWith("I keep your tasks.");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void twoUsersConversationsOfOneNameAreApart() {
    // Given
    says("water the plants");
    says("bob", "c", "feed the cat");
    says("delete plants");

    // When
    var bobs = says("bob", "c", "yes");
    var bobsIt = says("bob", "c", "complete it");
    var anns = says("yes");

    // Then
    assertThat(bobs.toolCalls()).isEmpty();
    assertThat(bobsIt.response()).isEqualTo("Done: \"feed the cat\".");
    assertThat(tools(anns)).containsExactly("delete_task");
  }

  @Test
  void theMessagesZoneIsWhereItsTimesAreMeant() {
    // Given
    var berlin = ZoneId.of("Europe/Berlin");
    var request = new ChatRequest(ANN, "buy milk", Optional.empty(), Optional.of(berlin));

    // When
    store.inUser(ANN, tx -> chat.answer(tx, request, CAUSE));

    // Then
    assertThat(task("buy milk").fields().zone()).isEqualTo(berlin);
  }
}
