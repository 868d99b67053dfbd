package dev.kafila.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.task.Due;
import dev.kafila.testing.TestStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DailyDigestIT {
  private static final String EIGHT =
      "{\"channels\":[\"email\"],\"time_zone\":\"America/New_York\",\"digest\":{\"daily_at\":\"08:00\"}}";

  /** Tuesday, 9:00 in New York. */
  private final PushFixture ann = new PushFixture("2026-03-10T13:00:00Z", 0);

  @AfterEach
  void close() {
    ann.close();
  }

  @Test
  void tellsWhatIsDueAndOverdueAndWasFinished() {
    // Given
    ann.prefer(EIGHT);
    ann.complete(ann.task("Pay the rent"));
    ann.taskDueAt("Call Bob", "2026-03-11T16:00");
    ann.taskDueAt("Feed the cat", "2026-03-11T07:30");
    ann.task("Water the plants", fields -> fields.due(Due.on(LocalDate.parse("2026-03-11"))));
    ann.task("Tax return", fields -> fields.due(Due.on(LocalDate.parse("2026-03-09"))));
    ann.task("Some day");
    ann.taskDueAt("Tomorrow", "2026-03-12T00:00");

    // When
    ann.wakeAt("2026-03-11T08:00:00");

    // Then
    assertThat(ann.pushed()).containsExactly("email: Today: 2 due, 2 overdue");
    var digest = ann.newest();
    assertThat(digest.kind()).isEqualTo("digest");
    assertThat(digest.body())
        .isEqualTo(
            """
            Due today:
            - Water the plants (due Wednesday, 11 March)
            - Call Bob (due Wednesday, 11 March at 16:00)

            Overdue:
            - Tax return (due Monday, 9 March)
            - Feed the cat (due Wednesday, 11 March at 07:30)

            Yesterday you finished 1 task.""");
    assertThat(digest.items())
        .extracting(DigestItem::overdue)
        .containsExactly(null, null, true, true);
  }

  @Test
  void comesOnceADay() {
    // Given
    ann.prefer(EIGHT);
    ann.taskDueAt("Tax return", "2026-03-09T12:00");

    // When
    ann.wake();
    var today = ann.pushed();
    var next = ann.wakesAt();
    ann.wakeAt("2026-03-11T08:00:00");
    ann.wakeAt("2026-03-11T08:00:01");
    var tomorrow = ann.pushed();
    ann.wakeAt("2026-03-12T08:00:00");

    // Then
    assertThat(today).as("chosen after its time").isEmpty();
    assertThat(next).isEqualTo("2026-03-11T08:00");
    assertThat(tomorrow).hasSize(1);
    assertThat(ann.pushed()).hasSize(1);
    assertThat(ann.wakesAt()).isEqualTo("2026-03-13T08:00");
  }

  @Test
  void aMissedOneIsMadeUpForOnTheSameDayOnly() {
    // Given
    ann.prefer(EIGHT);
    ann.taskDueAt("Tax return", "2026-03-09T12:00");

    // When
    ann.wakeAt("2026-03-11T23:59:00");
    var sameDay = ann.pushed();
    ann.wakeAt("2026-03-14T07:59:00");
    var daysLater = ann.pushed();
    ann.wakeAt("2026-03-14T08:00:00");

    // Then
    assertThat(sameDay).hasSize(1);
    assertThat(daysLater).isEmpty();
    assertThat(ann.pushed()).hasSize(1);
  }

  @Test
  void whereThereIsNothingToSayNothingIsSaid() {
    // Given
    ann.prefer(EIGHT);
    ann.task("Some day");

    // When
    ann.wakeAt("2026-03-11T08:00:00");

    // Then
    assertThat(ann.pushed()).isEmpty();
    assertThat(ann.inbox()).isEmpty();
    assertThat(ann.wakesAt()).isEqualTo("2026-03-12T08:00");
  }

  @Test
  void keepsItsTimeOverClockChanges() {
    // Given
    ann.clock.set(
        LocalDate.parse("2026-03-07").atTime(9, 0).atZone(PushFixture.NEW_YORK).toInstant());
    ann.prefer(EIGHT.replace("08:00", "02:30"));
    ann.taskDueAt("Tax return", "2026-03-01T12:00");

    // When
    ann.wake();
    var atTheGap = ann.wakesAt();
    ann.wakeAt("2026-03-08T03:00:00");
    var pushed = ann.pushed();

    // Then
    assertThat(atTheGap).isEqualTo("2026-03-08T03:00");
    assertThat(pushed).hasSize(1);
    assertThat(ann.wakesAt()).isEqualTo("2026-03-09T02:30");
  }

  @Test
  void anHourThatComesTwiceBringsOne() {
    // Given
    ann.prefer(EIGHT.replace("08:00", "01:30"));
    ann.taskDueAt("Tax return", "2026-03-01T12:00");
    ann.wake();
    ann.wakeAt("2026-10-31T12:00:00");
    ann.pushed();

    // When
    ann.clock.set(Instant.parse("2026-11-01T05:30:00Z"));
    ann.wake();
    var first = ann.pushed();
    ann.clock.set(Instant.parse("2026-11-01T06:30:00Z"));
    ann.wake();

    // Then
    assertThat(first).hasSize(1);
    assertThat(ann.pushed()).isEmpty();
  }

  @Test
  void anotherTimeOfTheSameDayIsNoSecondOne() {
    // Given
    ann.prefer(EIGHT);
    ann.taskDueAt("Tax return", "2026-03-09T12:00");
    ann.wakeAt("2026-03-11T08:00:00");
    ann.pushed();

    // When
    ann.prefer(EIGHT.replace("08:00", "10:00"));
    ann.wakeAt("2026-03-11T10:00:00");

    // Then
    assertThat(ann.pushed()).isEmpty();
    assertThat(ann.wakesAt()).isEqualTo("2026-03-12T10:00");
  }

  @Test
  void whoTravelsGetsTheNextOneInTheNewZone() {
    // Given
    ann.prefer(EIGHT);
    ann.taskDueAt("Tax return", "2026-03-09T12:00");
    ann.wakeAt("2026-03-11T08:00:00");
    ann.pushed();

    // When
    ann.prefer(EIGHT.replace("America/New_York", "Europe/Berlin"));
    ann.wake();

    // Then
    assertThat(ann.pushed()).isEmpty();
    var berlin = LocalDate.parse("2026-03-12").atTime(8, 0).atZone(ZoneId.of("Europe/Berlin"));
    assertThat(ann.wakesAt())
        .isEqualTo(berlin.withZoneSameInstant(PushFixture.NEW_YORK).toLocalDateTime().toString());
  }

  @Test
  void comesAtItsTimeAlsoInQuietHoursByTheChannelsOfDigests() {
    // Given
    ann.prefer(
        """
        {"channels":["email"],"kinds":{"digest":["in_app","ntfy"]},"digest":{"daily_at":"08:00"},
         "quiet_hours":{"start":"22:00","end":"09:00"}}""");
    ann.taskDueAt("Tax return", "2026-03-09T12:00");

    // When
    ann.wakeAt("2026-03-11T08:00:00");

    // Then
    assertThat(ann.pushed())
        .containsExactly(
            "in_app: Today: nothing due, 1 overdue", "ntfy: Today: nothing due, 1 overdue");
  }

  @Test
  void skippingIsNotFinishing() {
    // Given
    ann.prefer(EIGHT);
    var daily =
        ann.task(
            "Stretch",
            fields ->
                fields.due(Due.on(LocalDate.parse("2026-03-10"))).recurrence("FREQ=DAILY", null));
    ann.store.inUser(
        PushFixture.ANN,
        tx ->
            ann.tasks.skip(
                tx, PushFixture.ANN, daily.taskId(), OptionalLong.empty(), TestStore.CAUSE));
    ann.store.published();

    // When
    ann.wakeAt("2026-03-11T08:00:00");

    // Then
    assertThat(ann.pushed()).isEmpty();
  }
}
