package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.task.Due;
import dev.kafila.task.Task;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** A conversation from the first word to the task in the database. */
class EnglishChatIT extends AnnsChat {
  @Test
  void aDayOfAUser() {
    // When
    var added = says("water the plants every monday at 9am #home !high");
    says("buy plants tomorrow");
    var listed = says("what's due this week?");
    var which = says("complete the plants one");
    var done = says("the first one");
    var undone = says("undo");
    var asked = says("delete the plants one");
    var no = says("no");

    // Then
    assertThat(added)
        .isEqualTo(
            "Added \"water the plants\" for Mon 16 Mar 2026, 9:00, every Monday,"
                + " high priority #home.");
    assertThat(listed).contains("buy plants");
    assertThat(which).startsWith("Which one do you mean?\n1. ");
    assertThat(done).startsWith("Done: ");
    assertThat(undone).startsWith("Undone: ").endsWith(" is open again.");
    assertThat(asked).startsWith("Which one do you mean?");
    assertThat(no).isEqualTo("All right, nothing was changed.");
    assertThat(all()).hasSize(2).allMatch(Task::isPending);
  }

  @Test
  void itCanBeMovedRenamedAndTakenBack() {
    // When
    says("call mom tomorrow at 5pm");
    says("move it to friday");
    var moved = all().get(0).fields().due();
    says("undo");
    var back = all().get(0).fields().due();

    // Then
    assertThat(moved).isEqualTo(Due.at(LocalDateTime.parse("2026-03-13T17:00")));
    assertThat(back).isEqualTo(Due.at(LocalDateTime.parse("2026-03-11T17:00")));
  }
}
