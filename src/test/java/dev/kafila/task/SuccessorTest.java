package dev.kafila.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessorTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant CREATED = Instant.parse("2020-01-01T00:00:00Z");

  private static TaskFields recurring(String rule, Anchor anchor, Due due) {
    return TaskFields.titled("x", NEW_YORK).due(due).recurrence(rule, anchor).build();
  }

  private static Due due(String text) {
    return text.length() == 10 ? Due.on(LocalDate.parse(text)) : Due.at(LocalDateTime.parse(text));
  }

  private static Task first(TaskFields fields) {
    var series = Series.startingAt(UUID.randomUUID(), fields.due());
    return Task.create(UUID.randomUUID(), "ann", fields, series, CREATED);
  }

  private static Task done(Task task, String localTime) {
    return task.completed(
        false, LocalDateTime.parse(localTime).atZone(task.fields().zone()).toInstant());
  }

  private static Task open(Successor successor) {
    return Task.create(UUID.randomUUID(), "ann", successor.fields(), successor.series(), CREATED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // rule | due | completed (local) | next
        "FREQ=WEEKLY | 2026-03-09T09:00 | 2026-03-09T10:00 | 2026-03-16T09:00",
        // early: the next one still comes after the one that was done
        "FREQ=WEEKLY | 2026-03-09T09:00 | 2026-03-05T10:00 | 2026-03-16T09:00",
        "FREQ=DAILY | 2026-03-20 | 2026-03-10T10:00 | 2026-03-21",
        // several cycles late: no pile-up
        "FREQ=WEEKLY | 2026-03-09T09:00 | 2026-03-31T10:00 | 2026-04-06T09:00",
        "FREQ=DAILY;INTERVAL=3 | 2026-03-01T09:00 | 2026-03-11T10:00 | 2026-03-13T09:00",
        // on the minute: that one has passed
        "FREQ=DAILY | 2026-03-09T09:00 | 2026-03-10T09:00 | 2026-03-11T09:00",
        "FREQ=DAILY | 2026-03-09T09:00 | 2026-03-10T08:59:59 | 2026-03-10T09:00",
        // whole days: the day of completion is used
        "FREQ=DAILY | 2026-03-09 | 2026-03-10T00:01 | 2026-03-11",
        "FREQ=HOURLY | 2026-03-09 | 2026-03-09T10:00 | 2026-03-10",
        "FREQ=DAILY;BYHOUR=9,17 | 2026-03-09 | 2026-03-09T10:00 | 2026-03-10",
        // the ends of months
        "FREQ=MONTHLY | 2026-01-31T09:00 | 2026-01-31T10:00 | 2026-02-28T09:00",
        "FREQ=YEARLY | 2024-02-29 | 2024-02-29T10:00 | 2025-02-28",
        "FREQ=MONTHLY;BYDAY=-1FR | 2026-03-27 | 2026-03-27T10:00 | 2026-04-24",
        // the clocks: 02:30 does not exist on March 8, 01:30 exists twice on November 1
        "FREQ=DAILY | 2026-03-07T02:30 | 2026-03-07T03:00 | 2026-03-08T02:30",
        "FREQ=DAILY | 2026-03-08T02:30 | 2026-03-08T03:40 | 2026-03-09T02:30",
        "FREQ=DAILY | 2026-10-31T01:30 | 2026-10-31T03:00 | 2026-11-01T01:30",
        // the end
        "FREQ=DAILY;UNTIL=20260310 | 2026-03-09T09:00 | 2026-03-09T09:30 | 2026-03-10T09:00",
        "FREQ=DAILY;UNTIL=20260310 | 2026-03-10T09:00 | 2026-03-10T09:30 | -",
        "FREQ=DAILY;UNTIL=20260310T130000Z | 2026-03-09T09:00 | 2026-03-09T09:30 | 2026-03-10T09:00",
        "FREQ=DAILY;COUNT=2 | 2026-03-09T09:00 | 2026-03-09T09:30 | 2026-03-10T09:00",
        "FREQ=DAILY;COUNT=2 | 2026-03-09T09:00 | 2026-03-10T09:30 | -",
        "FREQ=DAILY;COUNT=1 | 2026-03-09T09:00 | 2026-03-09T09:30 | -",
      })
  void followsTheSchedule(String rule, String due, String completed, String next) {
    // Given
    var task = done(first(recurring(rule, Anchor.DUE, due(due))), completed);

    // When
    var successor = Successor.of(task);

    // Then
    assertThat(successor.map(s -> s.fields().due()))
        .isEqualTo(Optional.ofNullable(next).map(SuccessorTest::due));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "FREQ=DAILY;INTERVAL=3 | 2026-03-09T09:00 | 2026-03-12T22:00 | 2026-03-15T09:00",
        "FREQ=DAILY;INTERVAL=3 | 2026-03-09T09:00 | 2026-03-07T22:00 | 2026-03-10T09:00",
        "FREQ=DAILY;INTERVAL=3 | 2026-03-09 | 2026-03-12T22:00 | 2026-03-15",
        "FREQ=MONTHLY | 2026-01-15T09:00 | 2026-01-31T10:00 | 2026-02-28T09:00",
        "FREQ=WEEKLY;BYDAY=MO | 2026-03-09T09:00 | 2026-03-11T10:00 | 2026-03-16T09:00",
        "FREQ=HOURLY;INTERVAL=8 | 2026-03-09T09:00 | 2026-03-09T11:20 | 2026-03-09T19:20",
        "FREQ=DAILY;BYHOUR=9,17 | 2026-03-09T09:00 | 2026-03-09T18:00 | 2026-03-10T09:00",
        "FREQ=DAILY;COUNT=1 | 2026-03-09T09:00 | 2026-03-09T10:00 | -",
        "FREQ=DAILY;UNTIL=20260310 | 2026-03-09T09:00 | 2026-03-10T10:00 | -",
      })
  void countsFromTheCompletion(String rule, String due, String completed, String next) {
    // Given
    var task = done(first(recurring(rule, Anchor.COMPLETION, due(due))), completed);

    // When
    var successor = Successor.of(task);

    // Then
    assertThat(successor.map(s -> s.fields().due()))
        .isEqualTo(Optional.ofNullable(next).map(SuccessorTest::due));
  }

  @Test
  void endsAfterItsCountFromCompletionToo() {
    // Given
    var task = first(recurring("FREQ=DAILY;COUNT=3", Anchor.COMPLETION, due("2026-03-09")));

    // When
    var second = open(Successor.of(done(task, "2026-03-12T10:00")).orElseThrow());
    var third = open(Successor.of(done(second, "2026-03-20T10:00")).orElseThrow());
    var fourth = Successor.of(done(third, "2026-03-21T10:00"));

    // Then
    assertThat(third.fields().due()).isEqualTo(due("2026-03-21"));
    assertThat(third.series().occurrence()).isEqualTo(3);
    assertThat(fourth).isEmpty();
  }

  @Test
  void whenTheClocksGoBackNothingIsDueInThePast() {
    // Given
    var task = first(recurring("FREQ=DAILY", Anchor.DUE, due("2026-10-31T01:45")));
    var secondHalfPastOne = Instant.parse("2026-11-01T06:30:00Z");

    // When
    var successor = Successor.of(task.completed(false, secondHalfPastOne)).orElseThrow();

    // Then
    assertThat(successor.fields().due()).isEqualTo(due("2026-11-02T01:45"));
  }

  @ParameterizedTest
  @CsvSource({
    // moved to | completed | next
    "2026-03-11T15:00, 2026-03-11T16:00, 2026-03-16T09:00",
    "2026-03-08T15:00, 2026-03-08T16:00, 2026-03-16T09:00",
    "2026-03-17T15:00, 2026-03-17T16:00, 2026-03-23T09:00",
    "2026-03-17T15:00, 2026-03-10T16:00, 2026-03-23T09:00",
  })
  void movingOneOccurrenceKeepsTheRule(String movedTo, String completed, String next) {
    // Given
    var task = first(recurring("FREQ=WEEKLY", Anchor.DUE, due("2026-03-09T09:00")));
    var moved = task.changed(task.fields().but().due(due(movedTo)).build(), task.series(), CREATED);

    // When
    var successor = Successor.of(done(moved, completed)).orElseThrow();

    // Then
    assertThat(successor.fields().due()).isEqualTo(due(next));
  }

  @Test
  void theEndOfTheMonthComesBackAfterAShortMonth() {
    // Given
    var january = first(recurring("FREQ=MONTHLY", Anchor.DUE, due("2026-01-31")));

    // When
    var february = open(Successor.of(done(january, "2026-01-31T10:00")).orElseThrow());
    var march = Successor.of(done(february, "2026-02-28T10:00")).orElseThrow();

    // Then
    assertThat(february.fields().due()).isEqualTo(due("2026-02-28"));
    assertThat(march.fields().due()).isEqualTo(due("2026-03-31"));
  }

  @Test
  void remindersMoveAlong() {
    // Given
    var fields =
        recurring("FREQ=WEEKLY", Anchor.DUE, due("2026-03-02T09:00"))
            .but()
            .title("water the plants")
            .tags(List.of("home"))
            .reminders(
                List.of(
                    Reminder.before(30),
                    Reminder.at(OffsetDateTime.parse("2026-03-01T20:00-05:00")),
                    Reminder.at(OffsetDateTime.parse("2026-03-02T11:00-05:00"))))
            .build();

    // When
    var successor = Successor.of(done(first(fields), "2026-03-02T12:00")).orElseThrow();

    // Then
    assertThat(successor.fields())
        .isEqualTo(
            fields
                .but()
                .due(due("2026-03-09T09:00"))
                .reminders(
                    List.of(
                        Reminder.before(30),
                        Reminder.at(OffsetDateTime.parse("2026-03-08T20:00-04:00"))))
                .build());
  }

  @Property(tries = 300)
  void isNeverInThePastNeverBeforeDueAndKeepsItsPhase(
      @ForAll("rules") String rule,
      @ForAll @IntRange(max = 3_000_000) int startMinute,
      @ForAll @IntRange(min = -50_000, max = 500_000) int lateMinutes) {
    // Given
    var start = LocalDateTime.parse("2024-01-01T00:00").plusMinutes(startMinute);
    var task = first(recurring(rule, Anchor.DUE, Due.at(start)));
    var completedAt = start.atZone(NEW_YORK).toInstant().plus(lateMinutes, ChronoUnit.MINUTES);

    // When
    var successor = Successor.of(task.completed(false, completedAt)).orElseThrow();

    // Then
    var next = successor.fields().due();
    assertThat(next.instant(NEW_YORK)).isAfter(completedAt);
    assertThat(next.at()).isAfter(start);
    assertThat(Recurrence.parse(rule).next(start, next.at().minusSeconds(1))).contains(next.at());
    assertThat(successor.series().start()).isEqualTo(start);
    assertThat(successor.series().slot()).isEqualTo(next.at());
    assertThat(successor.series().occurrence()).isEqualTo(2);
  }

  @Provide
  Arbitrary<String> rules() {
    return Arbitraries.of(
        "FREQ=HOURLY",
        "FREQ=MINUTELY;INTERVAL=45",
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY");
  }

  @Property(tries = 200)
  void aMonthlySeriesKeepsItsDayOrTheMonthsLast(
      @ForAll @IntRange(min = 1, max = 31) int day,
      @ForAll @IntRange(min = 1, max = 24) int months) {
    // Given
    var task = first(recurring("FREQ=MONTHLY", Anchor.DUE, Due.on(LocalDate.of(2026, 1, day))));

    // When
    for (int i = 0; i < months; i++) {
      var dueDay = task.fields().due().at().toLocalDate();
      task = open(Successor.of(done(task, dueDay.atTime(10, 0).toString())).orElseThrow());
    }

    // Then
    var month = YearMonth.of(2026, 1).plusMonths(months);
    assertThat(task.fields().due())
        .isEqualTo(Due.on(month.atDay(Math.min(day, month.lengthOfMonth()))));
    assertThat(task.series().occurrence()).isEqualTo(months + 1);
  }
}
