package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.task.Due;
import dev.kafila.task.Task;
import dev.kafila.task.Upcoming;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Pauses, undo by messages, and a user who travels. */
class EnglishSeriesIT extends AnnsChat {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @Test
  void whatIsPausedIsNotOverdueUntilItIsResumed() {
    // Given
    says("water the plants every Monday at 9");
    clock.advance(Duration.ofDays(14));

    // When
    var paused = answer("pause the plants");
    var overdue = says("what's overdue?");
    var list = says("show my tasks");
    var resumed = answer("resume the plants");

    // Then
    assertThat(paused.response()).isEqualTo("Paused until you resume it: \"water the plants\".");
    assertThat(paused.toolCalls()).extracting(ToolCall::tool).containsExactly("pause_task");
    assertThat(overdue).isEqualTo("Nothing found.");
    assertThat(list).contains("(paused)").doesNotContain("overdue");
    assertThat(resumed.response()).startsWith("Goes on: \"water the plants\" for Mon 30 Mar 2026");
    assertThat(resumed.toolCalls()).extracting(ToolCall::tool).containsExactly("resume_task");
  }

  @Test
  void aPauseUntilADaySaysWhenItGoesOn() {
    // Given
    says("water the plants every Monday at 9");

    // When
    var paused = says("pause it until May 1");

    // Then
    assertThat(paused).startsWith("Paused; goes on with \"water the plants\" for Mon 4 May 2026");
    assertThat(only().fields().due()).isEqualTo(Due.at(LocalDateTime.parse("2026-05-04T09:00")));
  }

  @Test
  void oneOccurrenceCanBeMovedAndTheSeriesStays() {
    // Given
    says("water the plants every Monday at 9");

    // When
    says("move just this one to Friday");

    // Then
    assertThat(Upcoming.of(only(), 2))
        .containsExactly(
            Due.at(LocalDateTime.parse("2026-03-13T09:00")),
            Due.at(LocalDateTime.parse("2026-03-23T09:00")));
  }

  @Test
  void aWholeSeriesMovesToAnotherWeekday() {
    // Given
    says("water the plants every other Monday at 9");

    // When
    says("move the whole series to Thursday");
    says("move the plants series to 10am");

    // Then
    assertThat(only().fields().recurrenceRule()).isEqualTo("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH");
    assertThat(Upcoming.of(only(), 2))
        .containsExactly(
            Due.at(LocalDateTime.parse("2026-03-12T10:00")),
            Due.at(LocalDateTime.parse("2026-03-26T10:00")));
  }

  @Test
  void anOccurrenceOfAnotherDayIsNotSkippedUnasked() {
    // Given
    says("piano lesson every Wednesday at 4pm");

    // When
    var other = says("skip piano on Friday");
    says("no");
    var skipped = says("skip piano this Wednesday");

    // Then
    assertThat(other).startsWith("The next one is \"piano lesson\" for Wed 11 Mar 2026");
    assertThat(skipped).startsWith("Skipped this one");
  }

  @Test
  void holdingIsPausingAndWhatHappensOnceCannotBePaused() {
    // Given
    says("call Bob tomorrow");
    says("gym every day at 7am");

    // When
    var held = says("put gym on hold until next Monday");
    var once = says("pause call Bob");

    // Then
    assertThat(held).startsWith("Paused; goes on with \"gym\" for Mon 16 Mar 2026");
    assertThat(once).contains("only a task that recurs can be paused");
  }

  @Test
  void aMessageIsUndoneWholeAlsoAfterARestart() {
    // Given
    says("read the book");
    says("buy milk tomorrow and call Ann on Friday at 4");

    // When
    start();
    var undone = answer("undo");
    var again = answer("undo that");
    var nothing = answer("undo");

    // Then
    assertThat(undone.response())
        .isEqualTo("Undone: \"call Ann\" is gone again; \"buy milk\" is gone again.");
    assertThat(undone.toolCalls()).extracting(ToolCall::tool).containsExactly("undo");
    assertThat(again.response()).isEqualTo("Undone: \"read the book\" is gone again.");
    assertThat(nothing.response()).startsWith("There is nothing I can undo");
    assertThat(all()).isEmpty();
  }

  @Test
  void aSetThatWasCompletedIsOpenAgainAtOnce() {
    // Given
    says("clean the kitchen #home");
    says("fix the lamp #home");
    says("complete everything tagged home");
    says("yes");

    // When
    var undone = says("undo");

    // Then
    assertThat(undone).contains("clean the kitchen", "fix the lamp").startsWith("Undone: ");
    assertThat(all()).hasSize(2).allMatch(Task::isPending);
  }

  @Test
  void whoTravelsKeepsTheWallTimesOfTheirTasks() {
    // Given
    says("call Bob tomorrow at 9am");

    // When
    zone = TOKYO;
    says("take a walk tomorrow at 9am");

    // Then
    assertThat(all()).extracting(task -> task.fields().zone()).containsExactly(NEW_YORK, TOKYO);
    assertThat(only().fields().due().instant(NEW_YORK)).isEqualTo("2026-03-11T13:00:00Z");
  }

  @Test
  void whatIsMovedByWhoHasTravelledIsMovedByTheirClock() {
    // Given
    says("call Bob tomorrow at 9am");

    // When
    zone = TOKYO;
    says("move Bob to Friday at 10am");

    // Then
    assertThat(only().fields().zone()).isEqualTo(TOKYO);
    assertThat(only().fields().due()).isEqualTo(Due.at(LocalDateTime.parse("2026-03-13T10:00")));
  }
}
