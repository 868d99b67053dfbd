package dev.kafila.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // rule | start | the first occurrences
        "FREQ=MONTHLY | 2026-01-31T09:00 | 01-31 02-28 03-31 04-30 05-31",
        "FREQ=MONTHLY;BYMONTHDAY=31 | 2026-01-31T09:00 | 01-31 02-28 03-31 04-30 05-31",
        "FREQ=MONTHLY;BYMONTHDAY=29,30,31 | 2026-01-31T09:00 | 01-31 02-28 03-29 03-30 03-31 04-29",
        "FREQ=MONTHLY;INTERVAL=3 | 2025-11-30T09:00 | 11-30 02-28 05-30 08-30",
        "FREQ=YEARLY | 2024-02-29T09:00 | 02-29 02-28 02-28 02-28 02-29",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 | 2024-02-29T09:00 | 02-29 02-28 02-28 02-28 02-29",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=OMIT | 2026-01-31T09:00 | 01-31 03-31 05-31",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD | 2026-01-31T09:00 | 01-31 03-01 03-31",
        "FREQ=MONTHLY;BYMONTHDAY=-1 | 2026-01-31T09:00 | 01-31 02-28 03-31 04-30",
        "FREQ=MONTHLY;BYDAY=2TU | 2026-03-10T09:00 | 03-10 04-14 05-12",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-01-01T09:00 | 01-30 02-27 03-31",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO | 1997-08-05T09:00 | 08-05 08-10 08-19 08-24",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU | 1997-08-05T09:00 | 08-05 08-17 08-19 08-31",
        "RSCALE=GREGORIAN;SKIP=OMIT;FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU | 1997-08-05T09:00 | 08-05 08-17 08-19 08-31",
        "FREQ=YEARLY;BYMONTH=1,12;BYMONTHDAY=1;BYSETPOS=1 | 2026-03-10T09:00 | 01-01 01-01 01-01",
        "FREQ=YEARLY;BYMONTH=1,12;BYMONTHDAY=1;BYSETPOS=-1 | 2026-03-10T09:00 | 12-01 12-01 12-01",
        "FREQ=YEARLY;BYMONTH=2,3;BYSETPOS=2 | 2024-02-29T09:00 | 03-29 03-29 03-29",
        "FREQ=DAILY;UNTIL=20260312 | 2026-03-10T09:00 | 03-10 03-11 03-12",
        "FREQ=DAILY;UNTIL=20260312T090000 | 2026-03-10T09:00 | 03-10 03-11 03-12",
        "FREQ=DAILY;UNTIL=20260312T085959 | 2026-03-10T09:00 | 03-10 03-11",
        "FREQ=DAILY;COUNT=2 | 2026-03-10T09:00 | 03-10 03-11",
      })
  void expandsRules(String rule, LocalDateTime start, String days) {
    // Given
    Recurrence recurrence = Recurrence.parse(rule);
    List<String> expected = List.of(days.split(" "));

    // When
    List<LocalDateTime> occurrences =
        recurrence.occurrences(start, recurrence.ends() ? 10 : expected.size());

    // Then
    assertThat(occurrences)
        .extracting(time -> time.toLocalDate().toString().substring(5))
        .containsExactlyElementsOf(expected);
    assertThat(occurrences)
        .extracting(LocalDateTime::toLocalTime)
        .containsOnly(start.toLocalTime());
  }

  @Test
  void aTimeTheClocksSkipMovesForwardAndReturnsTheNextDay() {
    // Given
    LocalDateTime start = LocalDateTime.parse("2026-03-07T02:30");

    // When
    List<ZonedDateTime> occurrences =
        Recurrence.parse("FREQ=DAILY").occurrences(start, NEW_YORK, 3);

    // Then
    assertThat(occurrences)
        .extracting(time -> time.toOffsetDateTime().toString())
        .containsExactly(
            "2026-03-07T02:30-05:00", "2026-03-08T03:30-04:00", "2026-03-09T02:30-04:00");
  }

  @Test
  void aTimeTheClocksRepeatIsTheFirst() {
    // Given
    LocalDateTime start = LocalDateTime.parse("2026-10-31T01:30");

    // When
    List<ZonedDateTime> occurrences =
        Recurrence.parse("FREQ=DAILY").occurrences(start, NEW_YORK, 3);

    // Then
    assertThat(occurrences)
        .extracting(time -> time.toOffsetDateTime().toString())
        .containsExactly(
            "2026-10-31T01:30-04:00", "2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
  }

  @Test
  void hourlyFollowsTheClockOnTheWallAndNeverRepeatsAnInstant() {
    // Given
    Recurrence hourly = Recurrence.parse("FREQ=HOURLY");

    // When
    List<ZonedDateTime> spring =
        hourly.occurrences(LocalDateTime.parse("2026-03-08T01:00"), NEW_YORK, 3);
    List<ZonedDateTime> autumn =
        hourly.occurrences(LocalDateTime.parse("2026-11-01T00:00"), NEW_YORK, 3);

    // Then
    assertThat(spring)
        .extracting(time -> time.toOffsetDateTime().toString())
        .containsExactly(
            "2026-03-08T01:00-05:00", "2026-03-08T03:00-04:00", "2026-03-08T04:00-04:00");
    assertThat(autumn)
        .extracting(time -> time.toOffsetDateTime().toString())
        .containsExactly(
            "2026-11-01T00:00-04:00", "2026-11-01T01:00-04:00", "2026-11-01T02:00-05:00");
  }

  @Test
  void untilInUtcIsReadInTheZone() {
    // Given
    Recurrence recurrence = Recurrence.parse("FREQ=DAILY;UNTIL=20260312T130000Z");

    // When
    List<ZonedDateTime> occurrences =
        recurrence.occurrences(LocalDateTime.parse("2026-03-10T09:00"), NEW_YORK, 9);

    // Then
    assertThat(occurrences).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FREQ=WEEKLY;INTERVAL=2 | 2019-01-01T09:00 | 2026-03-10T09:00 | 2026-03-17T09:00",
        "FREQ=DAILY;INTERVAL=3 | 2019-01-01T09:00 | 2026-03-10T09:00 | 2026-03-13T09:00",
        "FREQ=HOURLY;INTERVAL=5 | 2019-01-01T09:00 | 2026-03-10T09:00 | 2026-03-10T14:00",
        "FREQ=MINUTELY;INTERVAL=7 | 2019-01-01T09:00 | 2026-03-10T09:00 | 2026-03-10T09:07",
        "FREQ=MONTHLY | 2019-01-31T09:00 | 2026-02-10T09:00 | 2026-02-28T09:00",
        "FREQ=DAILY | 2026-03-10T09:00 | 2026-03-10T08:00 | 2026-03-10T09:00",
        "FREQ=DAILY | 2026-03-10T09:00 | 2026-03-10T09:00 | 2026-03-11T09:00",
        "FREQ=MINUTELY;BYDAY=SA | 2026-03-08T09:00 | 2026-03-08T09:00 | 2026-03-14T00:00",
        "FREQ=SECONDLY;BYHOUR=9;BYMINUTE=1 | 2026-03-08T10:00 | 2026-03-08T10:00 | 2026-03-09T09:01",
      })
  void nextKeepsThePhaseOfAStartYearsAgo(
      String rule, LocalDateTime start, LocalDateTime after, LocalDateTime expected) {
    assertThat(Recurrence.parse(rule).next(start, after)).contains(expected);
  }

  @Test
  void nextIsEmptyAfterTheLastOccurrence() {
    assertThat(
            Recurrence.parse("FREQ=DAILY;COUNT=2")
                .next(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-11")))
        .isEmpty();
    assertThat(
            Recurrence.parse("FREQ=DAILY;COUNT=2")
                .next(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-10")))
        .contains(LocalDate.parse("2026-03-11"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RSCALE=GREGORIAN;FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;SKIP=OMIT",
        "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=7",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;INTERVAL=2;BYHOUR=1",
        "FREQ=SECONDLY;INTERVAL=7200;BYSECOND=30"
      })
  void aRuleThatNeverMatchesEndsAtOnce(String rule) {
    assertThat(Recurrence.parse(rule).occurrences(LocalDateTime.parse("2026-03-10T10:00"), 3))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | empty",
        "FREQ | NAME=VALUE",
        "FREQ= | NAME=VALUE",
        "INTERVAL=2 | FREQ is missing",
        "FREQ=FORTNIGHTLY | FREQ must be one of",
        "FREQ=DAILY;INTERVAL=0 | INTERVAL",
        "FREQ=DAILY;INTERVAL=-1 | INTERVAL",
        "FREQ=DAILY;INTERVAL=99999999999 | INTERVAL",
        "FREQ=YEARLY;INTERVAL=2147483647 | 1000 years",
        "FREQ=DAILY;COUNT=0 | COUNT",
        "FREQ=DAILY;COUNT=1;UNTIL=20260101 | exclude",
        "FREQ=DAILY;UNTIL=soon | UNTIL",
        "FREQ=DAILY;UNTIL=20260231 | UNTIL",
        "FREQ=DAILY;BYDAY=XX | BYDAY",
        "FREQ=DAILY;BYDAY=2MO | numbered",
        "FREQ=WEEKLY;BYMONTHDAY=3 | BYMONTHDAY",
        "FREQ=MONTHLY;BYMONTHDAY=32 | 1..31",
        "FREQ=MONTHLY;BYMONTHDAY=0 | 1..31",
        "FREQ=MONTHLY;BYSETPOS=1 | BYSETPOS",
        "FREQ=MONTHLY;BYWEEKNO=1 | BYWEEKNO",
        "FREQ=DAILY;FREQ=DAILY | twice",
        "FREQ=DAILY;SKIP=BACKWARD | RSCALE",
        "FREQ=DAILY;COLOUR=RED | COLOUR",
      })
  void refusesWhatIsNoRule(String rule, String why) {
    assertThatThrownBy(() -> Recurrence.parse(rule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageMatching("[^\n]+");
  }

  @Test
  void showsTheRuleAsItsUserKnowsIt() {
    assertThat(Recurrence.parse("RRULE:byday=mo;interval=1;freq=weekly;count=3"))
        .hasToString("FREQ=WEEKLY;BYDAY=MO;COUNT=3");
    assertThat(Recurrence.parse("FREQ=MONTHLY;BYMONTHDAY=31"))
        .hasToString("FREQ=MONTHLY;BYMONTHDAY=31");
  }

  @Property(tries = 300)
  void occurrencesIncreaseAndNextWalksThemOneByOne(
      @ForAll("rules") String rule, @ForAll("starts") LocalDateTime start) {
    // Given
    Recurrence recurrence = Recurrence.parse(rule);

    // When
    List<LocalDateTime> occurrences = recurrence.occurrences(start, 12);

    // Then
    assertThat(occurrences).isSorted().doesNotHaveDuplicates();
    LocalDateTime last = start.minusSeconds(1);
    for (LocalDateTime occurrence : occurrences) {
      assertThat(recurrence.next(start, last)).isEqualTo(Optional.of(occurrence));
      last = occurrence;
    }
  }

  @Property(tries = 300)
  void anyTextIsARuleOrAClearError(@ForAll String text) {
    try {
      Recurrence recurrence = Recurrence.parse(text);
      assertThat(Recurrence.parse(recurrence.toString())).isEqualTo(recurrence);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("recurrence rule");
    }
  }

  @Provide
  Arbitrary<String> rules() {
    return Combinators.combine(
            Arbitraries.of("MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
            Arbitraries.integers().between(1, 40),
            Arbitraries.of(
                "", ";BYDAY=MO,FR", ";BYMONTH=2,11", ";BYHOUR=2,9", ";BYDAY=SU;BYMONTH=3"),
            Arbitraries.of("", ";COUNT=5", ";UNTIL=20301231"))
        .as((freq, interval, by, end) -> "FREQ=" + freq + ";INTERVAL=" + interval + by + end);
  }

  @Provide
  Arbitrary<LocalDateTime> starts() {
    return Arbitraries.integers()
        .between(0, 10 * 365 * 24 * 60)
        .map(minutes -> LocalDateTime.parse("2020-01-01T00:00").plusMinutes(minutes));
  }
}
