package dev.kafila.chat;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.task.Due;
import dev.kafila.task.TaskFields;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** How lists, and the reminders that were asked for, are said. */
class ListAndReminderWordingIT extends AnnsChat {

  @Test
  void a_reminder_asked_for_is_said_back() {
    // Given
    says("call mom tomorrow at 9am");

    // When
    var answer = says("remind me 10 minutes before");

    // Then
    assertThat(answer)
        .isEqualTo("Changed: \"call mom\" for Wed 11 Mar 2026, 9:00, reminder 10 minutes before.");
  }

  @Test
  void a_reminder_at_the_due_time_goes_without_saying() {
    assertThat(says("remind me to call mom tomorrow at 9am"))
        .isEqualTo("Added \"call mom\" for Wed 11 Mar 2026, 9:00.");
  }

  @Test
  void what_is_next_is_said_with_how_many_come_after_it() {
    // Given
    says("call mom tomorrow at 9am");
    says("buy milk on friday");
    says("water the plants");

    // When
    var next = says("what's next?");
    says("complete it");
    var then = says("what's next?");

    // Then
    assertThat(next)
        .isEqualTo("Next is \"call mom\" for Wed 11 Mar 2026, 9:00. 2 more come after it.");
    assertThat(then).isEqualTo("Next is \"buy milk\" for Fri 13 Mar 2026. 1 more comes after it.");
  }

  @Test
  void a_task_of_another_zone_is_listed_by_the_users_day_with_its_own_zone() {
    // Given: 1:30 on Thursday in Tokyo is Wednesday in New York
    store.inUser(
        ANN,
        tx ->
            tasks.create(
                tx,
                ANN,
                TaskFields.titled("call Aki", ZoneId.of("Asia/Tokyo"))
                    .due(Due.at(LocalDateTime.parse("2026-03-12T01:30")))
                    .build(),
                CAUSE));

    // When
    var tomorrow = says("what's due tomorrow?");
    var thursday = says("what's due on thursday?");

    // Then
    assertThat(tomorrow)
        .isEqualTo("1 task:\n1. \"call Aki\" for Thu 12 Mar 2026, 01:30 (Asia/Tokyo)");
    assertThat(thursday).isEqualTo("Nothing found.");
  }
}
