package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.task.Due;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** What a message means after earlier ones: dates alone, answers, parts of a rule. */
class EnglishDialogIT extends AnnsChat {
  private static Due on(String date) {
    return Due.on(LocalDate.parse(date));
  }

  private static Due at(String time) {
    return Due.at(LocalDateTime.parse(time));
  }

  private Due due() {
    return only().fields().due();
  }

  private String rule() {
    return only().fields().recurrenceRule();
  }

  @Test
  void aDateAloneIsForWhatWasSpokenOf() {
    // When
    var alone = says("tomorrow");
    says("call the bank");
    says("tomorrow");
    says("at 10am");

    // Then
    assertThat(alone).isEqualTo("What shall I add for that?");
    assertThat(all()).hasSize(1);
    assertThat(due()).isEqualTo(at("2026-03-11T10:00"));
  }

  @Test
  void anAnswerReplacesWhatWasUnclear() {
    // When
    says("dentist on feb 30");
    says("march 30");
    says("plumber on april 31");
    says("i meant may 1");
    says("trash every mon at 8pm, tue at 9pm");
    says("just monday at 8pm");

    // Then
    assertThat(task("dentist").fields().due()).isEqualTo(on("2026-03-30"));
    assertThat(task("plumber").fields().due()).isEqualTo(on("2026-05-01"));
    assertThat(task("trash").fields().recurrenceRule()).isEqualTo("FREQ=WEEKLY;BYDAY=MO");
  }

  @Test
  void byHowMuchIsFromWhenItWas() {
    // When
    says("meeting thursday at 2pm");
    says("push it back an hour");
    says("postpone it by a week");
    says("two days earlier");

    // Then
    assertThat(due()).isEqualTo(at("2026-03-17T15:00"));
  }

  @Test
  void aRuleIsChangedByParts() {
    // When
    says("yoga every tuesday at 5pm");
    says("also on thursdays");
    var more = rule();
    says("only until april 28");
    var ending = rule();
    says("drop tuesday");

    // Then
    assertThat(more).isEqualTo("FREQ=WEEKLY;BYDAY=TU,TH");
    assertThat(ending).isEqualTo("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260428");
    assertThat(rule()).isEqualTo("FREQ=WEEKLY;BYDAY=TH;UNTIL=20260428");
    assertThat(due()).isEqualTo(at("2026-03-12T17:00"));
  }

  @Test
  void theEveningOfATaskSettlesAnHour() {
    // When
    says("call Bob tonight at 8");
    says("make it 9");

    // Then
    assertThat(due()).isEqualTo(at("2026-03-10T21:00"));
  }

  @Test
  void bothAreTheTwoThatWereAdded() {
    // When
    says("buy milk");
    says("buy bread");
    var asked = says("delete both");
    says("undo");
    var kept = all();
    says("delete both");
    says("yes");

    // Then
    assertThat(asked).startsWith("That means 2 tasks:");
    assertThat(kept).hasSize(2);
    assertThat(all()).isEmpty();
  }

  @Test
  void whatWasUndoneIsDoneAgain() {
    // When
    says("submit taxes 4/15");
    says("two days earlier");
    says("undo");
    says("redo");
    var redone = due();
    var nothing = says("redo");

    // Then
    assertThat(redone).isEqualTo(on("2026-04-13"));
    assertThat(nothing).startsWith("There is nothing I can do again");
    assertThat(all()).hasSize(1);
  }

  @Test
  void neverMindTakesBackAfterAYesAndThanksChangeNothing() {
    // When
    says("call the bank");
    var thanked = says("thanks");
    says("call Ann");
    var asked = says("never mind");
    says("yes");

    // Then
    assertThat(thanked).isEqualTo("You're welcome.");
    assertThat(asked).isEqualTo("Shall I undo that? (yes or no)");
    assertThat(all()).extracting(task -> task.fields().title()).containsExactly("call the bank");
  }

  @Test
  void noMondaysTakesThemOutAndAQuestionIsNoYes() {
    says("gym every monday and wednesday");
    says("no Wednesdays");
    var rule = only().fields().recurrenceRule();
    says("buy milk");
    says("delete everything");
    says("right?");

    assertThat(rule).isEqualTo("FREQ=WEEKLY;BYDAY=MO");
    assertThat(all()).hasSize(2);
  }

  @Test
  void aSecondDayOfWhatHappensOnceIsAskedAbout() {
    says("dentist friday at 3");
    var asked = says("also Monday");

    assertThat(asked).contains("move it to");
    assertThat(only().fields().due().at()).hasToString("2026-03-13T15:00");
  }
}
