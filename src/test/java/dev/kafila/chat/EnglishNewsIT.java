package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** News and wishes that are no new tasks. */
class EnglishNewsIT extends AnnsChat {
  @Test
  void whatIsToldToHaveBeenDoneIsDone() {
    says("print the tickets");
    says("the tickets are printed");
    says("return the skis");
    says("the skis have been returned");
    says("take the bins out");
    says("bins are out");
    says("vacuum");
    says("I vacuumed");

    assertThat(all()).hasSize(4).noneMatch(task -> task.isPending());
  }

  @Test
  void wordsOfATitleArePutRight() {
    says("buy bread");
    says("sorry, I meant rye bread");

    assertThat(only().fields().title()).isEqualTo("buy rye bread");
  }

  @Test
  void settingsAreNoTasks() {
    var wishes =
        List.of(
            "turn off reminders",
            "set quiet hours from 10pm to 7am",
            "don't remind me between 10pm and 7am");
    assertThat(wishes).allSatisfy(wish -> assertThat(says(wish)).contains("in your preferences"));
    assertThat(all()).isEmpty();
  }

  @Test
  void onlyOneOfASeriesMoves() {
    says("yoga every tuesday at 6pm");
    says("just this week do it on thursday");

    assertThat(only().fields().due().at()).hasToString("2026-03-12T18:00");
    assertThat(only().fields().recurrenceRule()).isEqualTo("FREQ=WEEKLY;BYDAY=TU");
  }
}
