package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.task.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every kind of question that Kafila asks, answered in several ways: nothing may get lost. */
class EnglishQuestionsIT extends AnnsChat {
  private static String written(Task task) {
    var due = task.fields().due();
    var when = due == null ? "-" : due.wholeDay() ? due.at().toLocalDate() : due.at();
    var rule = task.fields().recurrenceRule();
    return task.fields().title() + " " + when + (rule == null ? "" : " " + rule);
  }

  /** Says a sentence that must be asked about, and each of the answers to it, one at a time. */
  private void asked(String sentence, String expected, String... answers) {
    for (var answer : answers) {
      var question = says(sentence);
      assertThat(question).as(sentence).contains("?");
      assertThat(all()).as(sentence).isEmpty();
      says(answer);
      assertThat(all().stream().map(EnglishQuestionsIT::written).toList())
          .as(question + " " + answer)
          .isEqualTo(List.of(expected));
      says("delete all tasks");
      says("yes");
    }
  }

  @Test
  void aDayThatDoesNotExistOrHasPassed() {
    asked(
        "call Ann on feb 30 at 5pm",
        "call Ann 2027-02-28T17:00",
        "feb 28",
        "on feb 28",
        "I meant feb 28");
    asked(
        "call Ann on 31 november",
        "call Ann 2026-11-30",
        "november 30",
        "on the 30th of november",
        "30 november");
    asked(
        "today at 1am call Ann",
        "call Ann 2026-03-11T01:00",
        "tomorrow",
        "tomorrow at 1am",
        "then tomorrow");
    asked("call Ann 3 days ago", "call Ann 2026-03-13", "friday", "on friday", "march 13");
  }

  @Test
  void oneOfTwoDaysOrTimes() {
    asked(
        "call Ann Tuesday or Wednesday at 5",
        "call Ann 2026-03-11T17:00",
        "wednesday",
        "the second one",
        "2");
    asked(
        "call Ann tomorrow on friday at 5pm",
        "call Ann 2026-03-13T17:00",
        "friday",
        "on friday",
        "friday at 5pm");
    asked(
        "call Ann tomorrow at 5pm at 6pm",
        "call Ann 2026-03-11T18:00",
        "6pm",
        "at 6pm",
        "tomorrow at 6pm");
    asked(
        "finish the report by end of the week at 5pm",
        "finish the report 2026-03-13T17:00",
        "friday",
        "by friday",
        "the first one");
    asked(
        "call Ann at midnight on friday",
        "call Ann 2026-03-14T00:00",
        "at its end",
        "the second one",
        "the end");
    asked(
        "call Ann at midnight on friday",
        "call Ann 2026-03-13T00:00",
        "the start",
        "the first",
        "1");
  }

  @Test
  void whatNamesNoDay() {
    asked("call Ann later in may", "call Ann 2026-05-20", "may 20", "on may 20", "the 20th of may");
    asked("call Ann in 2029", "call Ann 2029-05-02", "may 2, 2029", "on may 2 2029", "2029-05-02");
  }

  @Test
  void howMuchLater() {
    asked(
        "remind me to call Ann in 5",
        "call Ann 2026-03-10T09:05",
        "minutes",
        "5 minutes",
        "the first");
    asked(
        "remind me to call Ann in 5",
        "call Ann 2026-03-10T09:10",
        "10 minutes",
        "in 10 minutes",
        "ten minutes");
    asked("call Ann in 2 or 3 days", "call Ann 2026-03-13", "3 days", "in 3 days", "the second");
  }

  @Test
  void whetherItRepeats() {
    asked(
        "gym mon wed fri 6am",
        "gym 2026-03-11T06:00 FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "yes",
        "repeat",
        "yes, every week",
        "it repeats",
        "weekly");
    for (var once : List.of("just once", "no", "only once")) {
      says("gym mon wed fri 6am");
      assertThat(says(once)).isEqualTo("On which day?");
      says("friday");
      assertThat(written(only())).isEqualTo("gym 2026-03-13T06:00");
      says("delete all tasks");
      says("yes");
    }
  }

  @Test
  void howItRepeats() {
    asked(
        "stretch every second tuesday",
        "stretch 2026-03-10 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "the first",
        "every other",
        "every other tuesday");
    asked(
        "stretch every second tuesday",
        "stretch 2026-03-10 FREQ=MONTHLY;BYDAY=2TU",
        "the second",
        "the second tuesday of the month",
        "monthly");
    asked(
        "swim twice a week",
        "swim 2026-03-12 FREQ=WEEKLY;BYDAY=MO,TH",
        "mon and thu",
        "every mon and thu",
        "on mondays and thursdays");
    asked(
        "stretch every 0 days",
        "stretch 2026-03-10 FREQ=DAILY;INTERVAL=2",
        "every 2 days",
        "every other day",
        "no, every 2 days");
  }

  @Test
  void howManyTasks() {
    var both = "remind me to call mum tomorrow at 5 and dad at 6";
    asked(both, "call mum and dad 2026-03-11T17:00", "one", "1", "just one");
    for (var two : List.of("two", "2", "yes")) {
      says(both);
      says(two);
      assertThat(all()).hasSize(2);
      says("delete all tasks");
      says("yes");
    }
  }

  @Test
  void theDayOfAChange() {
    for (var day : List.of("friday", "on friday", "to friday")) {
      says("dentist tomorrow");
      says("call Bob");
      assertThat(says("reschedule the dentist")).contains("?");
      says(day);
      assertThat(written(task("dentist"))).isEqualTo("dentist 2026-03-13");
      assertThat(all()).hasSize(2);
      says("delete all tasks");
      says("yes");
    }
  }

  @Test
  void whoGivesUpLosesNothingElse() {
    for (var no : List.of("never mind", "forget it", "cancel")) {
      says("gym mon wed fri 6am");
      says(no);
      assertThat(all()).isEmpty();
    }
  }
}
