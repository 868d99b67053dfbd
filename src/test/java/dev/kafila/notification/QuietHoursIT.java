package dev.kafila.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kafila.event.Event;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietHoursIT {
  private static final String NIGHT =
      "{\"channels\":[\"in_app\",\"email\"],\"quiet_hours\":{\"start\":\"22:00\",\"end\":\"07:00\"}";

  /** 23:00 in New York. */
  private final PushFixture ann = new PushFixture("2026-03-11T03:00:00Z", 0);

  @AfterEach
  void close() {
    ann.close();
  }

  @Test
  void theInboxHasItAtOnceAndTheRestWaits() {
    // Given
    ann.prefer(NIGHT + "}");

    // When
    ann.remind(ann.task("Call Bob"));

    // Then
    assertThat(ann.pushed()).containsExactly("in_app: Call Bob");
    assertThat(ann.newest().channels())
        .extracting(ChannelStatus::channel, ChannelStatus::status)
        .containsExactly(
            tuple("email", DeliveryStatus.HELD), tuple("in_app", DeliveryStatus.REQUESTED));
  }

  @Test
  void whatWaitsAloneGoesAsItIs() {
    // Given
    ann.prefer(NIGHT + "}");
    var task = ann.task("Call Bob");
    ann.remind(task);
    ann.pushed();

    // When
    ann.wakeAt("2026-03-11T06:59:59");
    var early = ann.pushed();
    ann.wakeAt("2026-03-11T07:00:00");

    // Then
    assertThat(early).isEmpty();
    var events = ann.store.published();
    assertThat(events).extracting(PushFixture::line).containsExactly("email: Call Bob");
    assertThat(events.get(0).subject()).isEqualTo("task/" + task.taskId());
    assertThat(ann.inbox()).hasSize(1);
    assertThat(ann.newest().channels())
        .extracting(ChannelStatus::status)
        .containsOnly(DeliveryStatus.REQUESTED);
    assertThat(ann.wakesAt()).isNull();
  }

  @Test
  void severalGoAsOneDigestInTheOrderOfTheirTimes() {
    // Given
    ann.prefer(NIGHT + "}");
    var bob = ann.taskDueAt("Call Bob", "2026-03-10T23:30:00");
    ann.remind(bob);
    ann.wakeAt("2026-03-11T02:00:00");
    ann.remind(ann.task("Feed the cat"));
    ann.pushed();

    // When
    ann.wakeAt("2026-03-11T07:00:00");
    ann.wakeAt("2026-03-11T07:00:01");

    // Then
    var events = ann.store.published();
    assertThat(events)
        .extracting(PushFixture::line)
        .containsExactly("email: 2 reminders while you were quiet");
    var digest = ann.newest();
    assertThat(events.get(0).subject()).isEqualTo("notification/" + digest.notificationId());
    assertThat(digest.kind()).isEqualTo("digest");
    assertThat(digest.taskId()).isNull();
    assertThat(digest.body())
        .isEqualTo("- Call Bob (due Tuesday, 10 March at 23:30)\n- Feed the cat");
    assertThat(digest.items())
        .extracting(DigestItem::title)
        .containsExactly("Call Bob", "Feed the cat");
    assertThat(digest.items().get(0).dueAt()).isEqualTo("2026-03-10T23:30:00-04:00");
    assertThat(ann.inbox()).hasSize(3);
    assertThat(ann.inbox().subList(1, 3))
        .allSatisfy(
            reminder ->
                assertThat(reminder.channels().get(0))
                    .isEqualTo(
                        new ChannelStatus(
                            "email", DeliveryStatus.IN_DIGEST, digest.createdAt(), null)));
  }

  @Test
  void theDigestIsDeliveredAndHasItsReceipts() {
    // Given
    ann.prefer(NIGHT + "}");
    ann.remind(ann.task("Call Bob"));
    ann.remind(ann.task("Feed the cat"));
    ann.pushed();
    ann.wakeAt("2026-03-11T07:00:00");
    var delivery =
        new InAppDelivery(
            ann.store.transactions,
            new Receipts(ann.store.inbox, ann.store.outbox, new Preferences(ann.clock), ann.clock),
            channel -> false);

    // When
    ann.store.published().forEach(delivery::handle);

    // Then
    assertThat(ann.store.published())
        .extracting(Event::type)
        .containsExactly("notification.failed", "notification.requested");
    assertThat(ann.newest().channels())
        .extracting(ChannelStatus::channel, ChannelStatus::status, ChannelStatus::fallbackFrom)
        .containsExactly(
            tuple("email", DeliveryStatus.FAILED, null),
            tuple("in_app", DeliveryStatus.REQUESTED, "email"));
  }

  @Test
  void urgentOnesPass() {
    // Given
    ann.prefer(NIGHT + "}");

    // When
    ann.remind(ann.urgentTask("Turn off the gas"));

    // Then
    assertThat(ann.pushed()).containsExactly("in_app: Turn off the gas", "email: Turn off the gas");
  }

  @Test
  void whatIsDoneMeanwhileDoesNotGo() {
    // Given
    ann.prefer(NIGHT + "}");
    var bob = ann.task("Call Bob");
    ann.remind(bob);
    ann.remind(ann.task("Feed the cat"));
    ann.pushed();
    ann.complete(bob);

    // When
    ann.wakeAt("2026-03-11T07:00:00");

    // Then
    assertThat(ann.pushed()).containsExactly("email: Feed the cat");
    assertThat(ann.inbox().get(1).channels().get(0).status()).isEqualTo(DeliveryStatus.SUPPRESSED);
    assertThat(ann.inbox().get(1).channels().get(0).error())
        .isEqualTo("the task is done, paused or gone");
  }

  @Test
  void theZoneOfThePreferencesCountsAndElseTheTasksOwn() {
    // Given
    var tokyo = ann.task("Call Bob", fields -> fields.zone(ZoneId.of("Asia/Tokyo")));
    ann.prefer(NIGHT + "}");

    // When
    ann.remind(tokyo);
    var inTheTasksZone = ann.pushed();
    ann.prefer(NIGHT + ",\"time_zone\":\"Europe/Paris\"}");
    ann.remind(ann.task("Feed the cat"));

    // Then
    assertThat(inTheTasksZone).containsExactly("in_app: Call Bob", "email: Call Bob");
    assertThat(ann.pushed()).containsExactly("in_app: Feed the cat");
    ann.wake();
    assertThat(ann.wakesAt()).isEqualTo("2026-03-11T02:00");
  }

  @Test
  void whoChangesTheHoursChangesThemForWhatIsHeld() {
    // Given
    ann.prefer(NIGHT + "}");
    ann.remind(ann.task("Call Bob"));
    ann.pushed();

    // When
    ann.prefer(NIGHT.replace("07:00", "09:00") + "}");
    ann.wakeAt("2026-03-11T08:59:00");
    var later = ann.pushed();
    ann.prefer("{\"channels\":[\"ntfy\"]}");
    ann.wake();

    // Then
    assertThat(later).isEmpty();
    assertThat(ann.pushed()).containsExactly("ntfy: Call Bob");
    assertThat(ann.newest().channels())
        .extracting(ChannelStatus::status)
        .containsExactlyElementsOf(
            List.of(DeliveryStatus.SUPPRESSED, DeliveryStatus.REQUESTED, DeliveryStatus.REQUESTED));
  }

  @Test
  void whoTakesAllChannelsAwayGetsNothing() {
    // Given
    ann.prefer(NIGHT + "}");
    ann.remind(ann.task("Call Bob"));
    ann.pushed();

    // When
    ann.prefer("{}");
    ann.wake();

    // Then
    assertThat(ann.pushed()).isEmpty();
    assertThat(ann.newest().channels().get(0).error())
        .isEqualTo("the channel is not chosen any more");
    assertThat(ann.wakesAt()).isNull();
  }
}
