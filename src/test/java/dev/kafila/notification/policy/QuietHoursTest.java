package dev.kafila.notification.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  /** Java's own: ical4j adds copies under names with a ~, whose rules contradict themselves. */
  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream().filter(id -> !id.contains("~")).sorted().toList();

  private static final long FROM = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
  private static final long TO = Instant.parse("2036-01-01T00:00:00Z").getEpochSecond();
  private static final int DAY = 1440;

  /**
   * In New York clocks go from 2:00 to 3:00 on 8 March 2026, and from 2:00 to 1:00 on 1 November.
   */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # start, end,  moment,                    released
          22:00,   07:00, 2026-03-10T21:59:59-04:00, 2026-03-10T21:59:59-04:00
          22:00,   07:00, 2026-03-10T22:00:00-04:00, 2026-03-11T07:00:00-04:00
          22:00,   07:00, 2026-03-11T06:59:59-04:00, 2026-03-11T07:00:00-04:00
          22:00,   07:00, 2026-03-11T07:00:00-04:00, 2026-03-11T07:00:00-04:00
          13:00,   14:00, 2026-03-10T13:30:00-04:00, 2026-03-10T14:00:00-04:00
          22:00,   07:00, 2026-03-07T23:00:00-05:00, 2026-03-08T07:00:00-04:00
          22:00,   02:30, 2026-03-07T23:00:00-05:00, 2026-03-08T03:00:00-04:00
          02:30,   06:00, 2026-03-08T01:59:59-05:00, 2026-03-08T01:59:59-05:00
          02:30,   06:00, 2026-03-08T03:00:00-04:00, 2026-03-08T06:00:00-04:00
          02:10,   02:40, 2026-03-08T03:00:00-04:00, 2026-03-08T03:00:00-04:00
          22:00,   01:30, 2026-11-01T01:29:00-04:00, 2026-11-01T01:30:00-05:00
          22:00,   01:30, 2026-11-01T01:45:00-04:00, 2026-11-01T01:30:00-05:00
          01:30,   06:00, 2026-11-01T01:15:00-05:00, 2026-11-01T06:00:00-05:00
          01:40,   01:10, 2026-11-01T00:30:00-04:00, 2026-11-01T01:10:00-05:00
          01:40,   01:10, 2026-11-01T01:20:00-05:00, 2026-11-01T01:20:00-05:00
          """)
  void clockChangesAreKnown(String start, String end, String moment, String released) {
    // Given
    var hours = new QuietHours(start, end);

    // When
    var after = hours.endAfter(instant(moment), ZoneId.of("America/New_York"));

    // Then
    assertThat(after).isEqualTo(instant(released));
  }

  @Test
  void theSkippedDayOfSamoaIsNoTrouble() {
    // Given
    var hours = new QuietHours("22:00", "07:00");

    // When
    var after = hours.endAfter(instant("2011-12-29T23:30:00-10:00"), ZoneId.of("Pacific/Apia"));

    // Then
    assertThat(after).isEqualTo(instant("2011-12-31T07:00:00+14:00"));
  }

  @Property
  void releasesAreNeverQuiet(
      @ForAll("hours") QuietHours hours,
      @ForAll("moments") Instant moment,
      @ForAll("zones") ZoneId zone) {
    // When
    var after = hours.endAfter(moment, zone);

    // Then
    assertThat(after).isAfterOrEqualTo(moment);
    assertThat(hours.endAfter(after, zone)).isEqualTo(after);
  }

  @Property
  void whatTheClockShowsAsQuietIsHeld(
      @ForAll("hours") QuietHours hours,
      @ForAll("moments") Instant moment,
      @ForAll("zones") ZoneId zone) {
    // Given
    Assume.that(shownAsQuiet(hours, moment, zone));

    // Then
    assertThat(hours.endAfter(moment, zone)).isAfter(moment);
  }

  @Property
  void outsideQuietHoursItIsNow(
      @ForAll("hours") QuietHours hours,
      @ForAll("moments") Instant moment,
      @ForAll("zones") ZoneId zone) {
    // Given
    Assume.that(!shownAsQuiet(hours, moment, zone) && !isNearClockChange(moment, zone));

    // Then
    assertThat(hours.endAfter(moment, zone)).isEqualTo(moment);
  }

  @Property
  void nobodyWaitsForLongerThanADayAndAClockChange(
      @ForAll("hours") QuietHours hours,
      @ForAll("moments") Instant moment,
      @ForAll("zones") ZoneId zone) {
    // Given
    Assume.that(length(hours) <= DAY - 180);

    // When
    var wait = Duration.between(moment, hours.endAfter(moment, zone));

    // Then
    assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(length(hours)).plusHours(3));
    if (!isNearClockChange(moment, zone)) {
      assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(length(hours)));
    }
  }

  @Provide
  Arbitrary<QuietHours> hours() {
    var minutes = Arbitraries.integers().between(0, DAY - 1);
    return Combinators.combine(minutes, minutes)
        .as((start, end) -> List.of(start, end))
        .filter(times -> !times.get(0).equals(times.get(1)))
        .map(times -> new QuietHours(time(times.get(0)), time(times.get(1))));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZONES).map(ZoneId::of);
  }

  /** Any, and often around the clock changes of Europe and America. */
  @Provide
  Arbitrary<Instant> moments() {
    var around = Arbitraries.integers().between(-2 * DAY, 2 * DAY);
    var changes =
        Arbitraries.of(
            "2026-03-08T07:00:00Z",
            "2026-11-01T06:00:00Z",
            "2026-03-29T01:00:00Z",
            "2026-10-25T01:00:00Z",
            "2026-04-04T15:00:00Z");
    return Arbitraries.oneOf(
        Arbitraries.longs().between(FROM, TO).map(Instant::ofEpochSecond),
        Combinators.combine(changes, around)
            .as((change, minutes) -> Instant.parse(change).plus(Duration.ofMinutes(minutes))));
  }

  private static boolean shownAsQuiet(QuietHours hours, Instant moment, ZoneId zone) {
    var clock = moment.atZone(zone).toLocalTime();
    var start = LocalTime.parse(hours.start());
    var end = LocalTime.parse(hours.end());
    boolean started = !clock.isBefore(start);
    boolean ended = !clock.isBefore(end);
    return start.isBefore(end) ? started && !ended : started || !ended;
  }

  private static boolean isNearClockChange(Instant moment, ZoneId zone) {
    var rules = zone.getRules();
    var next = rules.nextTransition(moment.minus(Duration.ofDays(2)));
    return next != null && next.getInstant().isBefore(moment.plus(Duration.ofDays(2)));
  }

  private static int length(QuietHours hours) {
    int start = LocalTime.parse(hours.start()).toSecondOfDay() / 60;
    int end = LocalTime.parse(hours.end()).toSecondOfDay() / 60;
    return Math.floorMod(end - start, DAY);
  }

  private static String time(int minutes) {
    return "%02d:%02d".formatted(minutes / 60, minutes % 60);
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
