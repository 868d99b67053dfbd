package dev.kafila.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Too much at once: bursts, the operator's limit, and what was missed. */
class BurstIT {
  private static final String EMAIL = "{\"channels\":[\"email\"]";
  private static final String FIVE_IN_TEN = EMAIL + ",\"burst\":{\"more_than\":5,\"minutes\":10}}";
  private static final int LIMIT = 8;

  private final PushFixture ann = new PushFixture("2026-03-10T13:00:00Z", LIMIT);

  @AfterEach
  void close() {
    ann.close();
  }

  @Test
  void moreThanAreWantedInATimeBecomeOne() {
    // Given
    ann.prefer(FIVE_IN_TEN);

    // When
    for (int i = 1; i <= 8; i++) {
      ann.remind(ann.task("Task " + i));
      ann.clock.advance(Duration.ofSeconds(10));
    }
    var first = ann.pushed();
    ann.wakeAt("2026-03-10T09:09:59");
    var early = ann.pushed();
    ann.wakeAt("2026-03-10T09:10:00");

    // Then
    assertThat(first)
        .containsExactly(
            "email: Task 1", "email: Task 2", "email: Task 3", "email: Task 4", "email: Task 5");
    assertThat(early).isEmpty();
    assertThat(ann.pushed()).containsExactly("email: 3 reminders");
    assertThat(ann.inbox()).hasSize(9);
  }

  @Test
  void noTenMinutesHaveMoreThanFive() {
    // Given
    ann.prefer(FIVE_IN_TEN);
    List<Duration> pushes = new ArrayList<>();
    var start = ann.clock.instant();

    // When
    for (int minute = 0; minute < 60; minute++) {
      if (minute % 3 != 0) {
        ann.remind(ann.task("Task " + minute));
      }
      ann.wake();
      ann.pushed().forEach(line -> pushes.add(Duration.between(start, ann.clock.instant())));
      ann.clock.advance(Duration.ofMinutes(1));
    }

    // Then
    for (int i = 5; i < pushes.size(); i++) {
      assertThat(pushes.get(i).minus(pushes.get(i - 5)))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(10));
    }
    assertThat(pushes).hasSizeGreaterThanOrEqualTo(LIMIT);
  }

  @Test
  void onlyUrgentOnesHoldUpAnUrgentOne() {
    // Given
    ann.prefer(EMAIL + ",\"burst\":{\"more_than\":1,\"minutes\":10}}");
    ann.remind(ann.task("Water the plants"));
    ann.remind(ann.task("Feed the cat"));

    // When
    ann.remind(ann.urgentTask("Turn off the gas"));
    ann.remind(ann.urgentTask("Lock the door"));

    // Then
    assertThat(ann.pushed()).containsExactly("email: Water the plants", "email: Turn off the gas");
    ann.wakeAfter(Duration.ofMinutes(10));
    assertThat(ann.pushed()).containsExactly("email: Lock the door", "email: Feed the cat");
  }

  @Test
  void switchedOffOnlyTheLimitOfTheOperatorCounts() {
    // Given
    ann.prefer(EMAIL + ",\"burst\":{\"enabled\":false}}");

    // When
    for (int i = 0; i < LIMIT + 3; i++) {
      ann.remind(ann.task("Task " + i));
    }
    var first = ann.pushed();
    ann.wakeAfter(Duration.ofMinutes(59));
    var early = ann.pushed();
    ann.wakeAfter(Duration.ofMinutes(1));

    // Then
    assertThat(first).hasSize(LIMIT);
    assertThat(early).isEmpty();
    assertThat(ann.pushed()).containsExactly("email: 3 reminders");
  }

  @Test
  void whoComesWhileOthersAreAboutToGoGoesWithThem() {
    // Given
    ann.prefer(EMAIL + ",\"burst\":{\"more_than\":1,\"minutes\":10}}");
    List.of("One", "Two", "Three").forEach(title -> ann.remind(ann.task(title)));
    ann.pushed();
    ann.clock.advance(Duration.ofMinutes(30));

    // When
    ann.remind(ann.task("Four"));
    var atOnce = ann.pushed();
    ann.wake();

    // Then
    assertThat(atOnce).isEmpty();
    assertThat(ann.pushed()).containsExactly("email: 3 reminders");
  }

  @Test
  void allThatWereMissedAreOneDigest() {
    // Given
    ann.prefer(EMAIL + "}");
    var missed = ann.clock.instant().minus(Duration.ofHours(5));
    var tasks = ann.tasks("Task", 300);

    // When
    for (int i = 0; i < tasks.size(); i++) {
      ann.remindLate(tasks.get(i), missed.plusSeconds(i));
      if (i % 50 == 49) {
        ann.wakeAfter(Duration.ofSeconds(9));
      }
    }
    var early = ann.pushed();
    ann.wakeAfter(Duration.ofSeconds(10));

    // Then
    assertThat(early).isEmpty();
    assertThat(ann.pushed()).containsExactly("email: 300 late reminders");
    assertThat(ann.newest().late()).isTrue();
    assertThat(ann.newest().items()).hasSize(200);
    assertThat(ann.newest().items().get(0).late()).isTrue();
    assertThat(ann.newest().body()).startsWith("- Task 0 (late)\n").endsWith("\nand 280 more");
    assertThat(ann.inbox()).hasSize(301);
  }

  @Test
  void lateOnesAreNotGatheredForEver() {
    // Given
    ann.prefer(EMAIL + "}");
    var missed = ann.clock.instant().minus(Duration.ofHours(5));

    // When
    for (int i = 0; i < 25; i++) {
      ann.remindLate(ann.task("Task " + i), missed.plusSeconds(60 * i));
      ann.wakeAfter(Duration.ofSeconds(5));
    }

    // Then
    assertThat(ann.pushed()).containsExactly("email: 24 late reminders");
  }

  @Test
  void theSameReminderIsNeverPushedTwice() {
    // Given
    ann.prefer("{\"channels\":[\"in_app\",\"email\"]}");
    var task = ann.task("Call Bob");
    var moment = ann.clock.instant();
    ann.remind(task);
    ann.pushed();

    // When
    ann.handle(PushFixture.due(task, moment, false));
    ann.handle(PushFixture.due(task, moment.plusSeconds(59), false));
    ann.clock.advance(Duration.ofDays(1));
    ann.handle(PushFixture.due(task, moment, true));
    ann.wakeAfter(Duration.ofMinutes(1));
    var repeated = ann.pushed();
    ann.handle(PushFixture.due(task, moment.plusSeconds(60), false));
    ann.handle(PushFixture.due(ann.task("Call Bob"), moment, false));

    // Then
    assertThat(repeated).containsOnly("in_app: Call Bob").hasSize(3);
    assertThat(ann.pushed()).contains("email: Call Bob").hasSize(4);
    assertThat(ann.inbox().get(2).channels().get(0))
        .extracting(ChannelStatus::status, ChannelStatus::error)
        .containsExactly(DeliveryStatus.SUPPRESSED, "the same reminder was sent before");
  }

  @Test
  void whatIsHeldIsNotTakenTwiceEither() {
    // Given
    ann.prefer(EMAIL + ",\"quiet_hours\":{\"start\":\"08:00\",\"end\":\"10:00\"}}");
    var task = ann.task("Call Bob");
    ann.remind(task);

    // When
    ann.remind(task);
    ann.wakeAt("2026-03-10T10:00:00");

    // Then
    assertThat(ann.pushed()).containsExactly("email: Call Bob");
    assertThat(ann.inbox()).hasSize(2);
  }

  @Test
  void aRedeliveredEventChangesNothing() {
    // Given
    ann.prefer(EMAIL + ",\"quiet_hours\":{\"start\":\"08:00\",\"end\":\"10:00\"}}");
    var due = PushFixture.due(ann.task("Call Bob"), ann.clock.instant(), false);
    ann.handle(due);

    // When
    ann.handle(due);
    ann.store.execute("delete from inbox");
    ann.handle(due);

    // Then
    assertThat(ann.inbox()).hasSize(1);
    assertThat(ann.store.value(Integer.class, "select count(*) from pushes")).isOne();
  }
}
