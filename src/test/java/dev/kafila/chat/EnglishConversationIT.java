package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.task.Due;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** What people say behind what they said: corrections, choices, sets, and answers to questions. */
class EnglishConversationIT extends AnnsChat {
  private Due due(String title) {
    return task(title).fields().due();
  }

  private static Due on(String date) {
    return Due.on(LocalDate.parse(date));
  }

  private static Due at(String time) {
    return Due.at(LocalDateTime.parse(time));
  }

  @Test
  void severalTasksAreSeveralCalls() {
    // When
    var answer = answer("buy milk tomorrow and call Ann on Friday at 4");

    // Then
    assertThat(answer.toolCalls()).extracting(ToolCall::tool).containsOnly("add_task").hasSize(2);
    assertThat(answer.response())
        .isEqualTo(
            "Added \"buy milk\" for Wed 11 Mar 2026.\nAdded \"call Ann\" for Fri 13 Mar 2026, 16:00.");
    assertThat(due("buy milk")).isEqualTo(on("2026-03-11"));
    assertThat(due("call Ann")).isEqualTo(at("2026-03-13T16:00"));
  }

  @Test
  void whatWasAddedTogetherIsMovedTogetherAfterAYes() {
    // When
    says("buy milk tomorrow and call Ann on Thursday");
    var asked = says("move both to Friday");
    says("yes");

    // Then
    assertThat(asked).startsWith("That means 2 tasks:").contains("(yes or no)");
    assertThat(due("buy milk")).isEqualTo(on("2026-03-13"));
    assertThat(due("call Ann")).isEqualTo(on("2026-03-13"));
  }

  @Test
  void oneTaskOrTwoIsAsked() {
    // When
    var asked = says("buy milk tomorrow and call Ann");
    var before = all();
    says("two");
    says("buy bread tomorrow and call Bob");
    says("just one");

    // Then
    assertThat(asked).isEqualTo("Is that 2 tasks (“buy milk”, “call Ann”), or one?");
    assertThat(before).isEmpty();
    assertThat(all())
        .extracting(task -> task.fields().title())
        .containsExactlyInAnyOrder("buy milk", "call Ann", "buy bread and call Bob");
  }

  @Test
  void theAnswerToAQuestionCompletesTheTask() {
    // When
    says("call Ann Tuesday or Wednesday at 5 #home");
    says("the second one");
    says("call Bob today at 8am");
    says("tomorrow at 9");
    says("gym mon wed fri 6am");
    says("yes");
    says("meet Eve tomorrow at 10 or 11");
    says("11");

    // Then
    assertThat(due("call Ann")).isEqualTo(at("2026-03-11T17:00"));
    assertThat(task("call Ann").fields().tags()).containsExactly("home");
    assertThat(due("call Bob")).isEqualTo(at("2026-03-11T09:00"));
    assertThat(task("gym").fields().recurrenceRule()).isEqualTo("FREQ=WEEKLY;BYDAY=MO,WE,FR");
    assertThat(due("gym")).isEqualTo(at("2026-03-11T06:00"));
    assertThat(due("meet Eve")).isEqualTo(at("2026-03-11T11:00"));
  }

  @Test
  void oneOfWhatIsOfferedMayBeNamedByItsOwnWords() {
    // When
    var asked = says("call Ann in 5");
    says("5 hours");
    says("call Bob in 10");
    says("minutes");
    says("call Eve in 10");
    says("buy ten eggs");

    // Then
    assertThat(asked).isEqualTo("In 5 minutes, or in 5 hours?");
    assertThat(due("call Ann")).isEqualTo(at("2026-03-10T14:00"));
    assertThat(due("call Bob")).isEqualTo(at("2026-03-10T09:10"));
    assertThat(all())
        .extracting(task -> task.fields().title())
        .containsExactlyInAnyOrder("call Ann", "call Bob", "buy ten eggs");
  }

  @Test
  void aNewSentenceIsNoAnswer() {
    // When
    says("call Ann Tuesday or Wednesday");
    says("buy milk tomorrow");

    // Then
    assertThat(all())
        .singleElement()
        .extracting(task -> task.fields().title())
        .isEqualTo("buy milk");
  }

  @Test
  void correctionsNeedNoName() {
    // When
    says("call Ann tomorrow at 5pm");
    says("no, at 10");
    var corrected = due("call Ann");
    says("and every week");
    var repeated = task("call Ann").fields().recurrenceRule();
    says("undo that");

    // Then
    assertThat(corrected).isEqualTo(at("2026-03-11T10:00"));
    assertThat(repeated).isEqualTo("FREQ=WEEKLY");
    assertThat(task("call Ann").fields().recurrenceRule()).isNull();
  }

  @Test
  void aSetIsCountedAndConfirmedFirst() {
    // Given
    says("buy milk #home");
    says("wash car #home");
    says("write report #work");

    // When
    var asked = says("complete everything tagged home");
    var before = all().stream().filter(Task::isPending).count();
    var done = answer("yes");

    // Then
    assertThat(asked).startsWith("That means 2 tasks:").contains("Shall I complete them?");
    assertThat(before).isEqualTo(3);
    assertThat(done.toolCalls())
        .extracting(ToolCall::tool)
        .containsOnly("complete_task")
        .hasSize(2);
    assertThat(all()).filteredOn(Task::isPending).hasSize(1);
  }

  @Test
  void overdueTasksAreMovedAsASet() {
    // Given
    says("pay rent tomorrow");
    clock.advance(Duration.ofDays(3));

    // When
    says("move all overdue tasks to tomorrow");
    says("yes");

    // Then
    assertThat(due("pay rent")).isEqualTo(on("2026-03-14"));
  }

  @Test
  void questionsAreAnswered() {
    // Given
    says("dentist on Thursday at 3pm");
    says("pay rent next week");
    says("write report");
    says("complete write report");
    clock.advance(Duration.ofDays(1));

    // When
    var week = says("what's due this week?");
    var dentist = says("when is the next dentist?");
    var finished = says("what did I finish yesterday?");

    // Then
    assertThat(week).contains("dentist").doesNotContain("pay rent");
    assertThat(dentist).contains("\"dentist\" for Thu 12 Mar 2026, 15:00");
    assertThat(finished).contains("\"write report\"").doesNotContain("dentist");
    assertThat(task("write report").status()).isEqualTo(Status.COMPLETED);
  }
}
