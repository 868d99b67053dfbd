package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.reader.Amount;
import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Repeat;
import dev.kafila.chat.reader.Target;
import dev.kafila.task.Anchor;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes of a task that exists. */
class ChatChangeIT extends ScriptedChat {
  @Test
  void aNewDayKeepsTheTimeAndANewTimeTheDay() {
    // Given
    var friday = LocalDate.of(2026, 3, 13);
    means(
        "call mom",
        Reading.of(Intent.ADD)
            .with(details(Due.at(TODAY.atTime(17, 0)), null).withTitle("call mom")));
    means(
        "move it to friday",
        Reading.of(Intent.UPDATE).with(Target.LAST).with(details(Due.on(friday), null)));
    means(
        "no, at 10",
        Reading.of(Intent.UPDATE)
            .with(Target.LAST)
            .with(
                new Details(
                    null,
                    Due.at(TODAY.atTime(10, 0)),
                    true,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    Set.of())));
    says("call mom");

    // When
    says("move it to friday");
    var moved = task("call mom").fields().due();
    says("no, at 10");

    // Then
    assertThat(moved).isEqualTo(Due.at(friday.atTime(17, 0)));
    assertThat(task("call mom").fields().due()).isEqualTo(Due.at(friday.atTime(10, 0)));
  }

  @Test
  void aRuleForATaskWithoutADateBeginsOnItsNextDay() {
    // Given
    says("water the plants");
    means(
        "every monday",
        Reading.of(Intent.UPDATE)
            .with(Target.LAST)
            .with(details(null, new Repeat("FREQ=WEEKLY;BYDAY=MO", Anchor.DUE))));

    // When
    var answer = says("every monday");

    // Then
    assertThat(answer.response())
        .isEqualTo("Changed: \"water the plants\" for Mon 16 Mar 2026, every Monday.");
  }

  @Test
  void fieldsAreAddedTakenAwayAndCleared() {
    // Given
    means(
        "rent",
        Reading.of(Intent.ADD)
            .with(
                new Details(
                    "rent",
                    Due.on(TODAY),
                    false,
                    new Repeat("FREQ=MONTHLY", Anchor.DUE),
                    List.of(Reminder.before(10)),
                    Priority.HIGH,
                    List.of("home", "bank"),
                    List.of(),
                    Set.of())));
    means(
        "change tags",
        Reading.of(Intent.UPDATE)
            .with(Target.LAST)
            .with(
                new Details(
                    null,
                    null,
                    false,
                    null,
                    List.of(),
                    Priority.LOW,
                    List.of("money"),
                    List.of("Bank"),
                    Set.of())));
    means(
        "clear all",
        Reading.of(Intent.UPDATE)
            .with(Target.LAST)
            .with(
                new Details(
                    null,
                    null,
                    false,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    Set.of(Details.Field.values()))));
    says("rent");

    // When
    says("change tags");
    var tagged = task("rent").fields();
    says("clear all");
    var cleared = task("rent").fields();

    // Then
    assertThat(tagged.tags()).containsExactly("home", "money");
    assertThat(tagged.priority()).isEqualTo(Priority.LOW);
    assertThat(cleared.tags()).isEmpty();
    assertThat(cleared.due()).isNull();
    assertThat(cleared.recurrenceRule()).isNull();
    assertThat(cleared.reminders()).isEmpty();
    assertThat(cleared.priority()).isEqualTo(Priority.MEDIUM);
  }

  @Test
  void whatMakesNoSenseIsExplainedAndChangesNothing() {
    // Given
    says("buy milk");
    means("skip it", Reading.of(Intent.SKIP).with(Target.LAST));

    // When
    var answer = says("skip it");

    // Then
    assertThat(answer.response())
        .isEqualTo("That can't be done: recurrence rule: only a task that recurs can be skipped.");
  }

  @Test
  void snoozesForAnHourForAsLongAsSaidOrUntilThen() {
    // Given
    says("call mom");
    var snooze = Reading.of(Intent.SNOOZE).with(Target.LAST);
    means("snooze", snooze);
    means("snooze 2 days", snooze.with(new Amount(Period.ofDays(2), Duration.ZERO)));
    means("snooze until friday", snooze.with(details(Due.on(LocalDate.of(2026, 3, 13)), null)));

    // When
    var hour = says("snooze");
    var days = says("snooze 2 days");
    var friday = says("snooze until friday");

    // Then
    assertThat(hour.response())
        .isEqualTo("I'll remind you of \"call mom\" on Tue 10 Mar 2026, 10:00.");
    assertThat(days.response()).endsWith("on Thu 12 Mar 2026, 9:00.");
    assertThat(friday.response()).endsWith("on Fri 13 Mar 2026, 9:00.");
    assertThat(task("call mom").fields().reminders())
        .containsExactly(Reminder.at(OffsetDateTime.parse("2026-03-13T09:00-04:00")));
  }
}
