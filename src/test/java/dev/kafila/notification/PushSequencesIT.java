package dev.kafila.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Event;
import dev.kafila.notification.policy.QuietHours;
import dev.kafila.task.Priority;
import dev.kafila.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order: what is pushed is pushed once, at a time that is right. */
class PushSequencesIT {
  private static final int STEPS = 250;
  private static final int BURST = 3;
  private static final Duration WINDOW = Duration.ofMinutes(20);

  /** Two days before clocks change in New York. */
  private final PushFixture ann = new PushFixture("2026-03-06T13:00:00Z", 0);

  private final long seed = Long.getLong("kafila.test.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Task> tasks = new ArrayList<>();
  private final Map<String, Integer> told = new HashMap<>();
  private final Map<Boolean, List<Instant>> pushes =
      Map.of(true, new ArrayList<>(), false, new ArrayList<>());
  private QuietHours quiet;

  @AfterEach
  void close() {
    ann.close();
  }

  @Test
  void everyReminderLeavesOnceAndAtItsTime() {
    // Given
    prefer();

    // When
    for (int i = 0; i < STEPS; i++) {
      step();
      ann.wake();
      ann.store.published().forEach(this::check);
    }
    quiet = null;
    put();
    for (int i = 0; i < 3; i++) {
      ann.wakeAfter(WINDOW);
      ann.store.published().forEach(this::check);
    }

    // Then
    var reminders =
        ann.inbox().stream().filter(n -> n.kind().equals(Notification.REMINDER)).toList();
    for (var reminder : reminders) {
      var id = reminder.notificationId().toString();
      var status = reminder.channels().get(0).status();
      assertThat(told.getOrDefault(id, 0))
          .as("seed %d: %s is %s", seed, id, status)
          .isEqualTo(status == DeliveryStatus.SUPPRESSED ? 0 : 1);
      assertThat(status).as("seed %d", seed).isNotEqualTo(DeliveryStatus.HELD);
    }
    pushes.values().forEach(this::checkPace);
    assertThat(ann.wakesAt()).isNull();
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0 -> ann.clock.advance(Duration.ofMinutes(random.nextInt(1_000)));
      case 1, 2 -> ann.clock.advance(Duration.ofSeconds(random.nextInt(3_000)));
      case 3 -> prefer();
      case 4 -> completeOne();
      case 5 -> again();
      case 6 -> remindLate();
      default -> remind();
    }
  }

  private void remind() {
    var priority = random.nextInt(4) == 0 ? Priority.HIGH : Priority.MEDIUM;
    tasks.add(ann.task("Task " + tasks.size(), fields -> fields.priority(priority)));
    ann.remind(last());
  }

  private void remindLate() {
    tasks.add(ann.task("Task " + tasks.size()));
    ann.remindLate(last(), ann.clock.instant().minus(Duration.ofHours(1)));
  }

  private void again() {
    if (!tasks.isEmpty()) {
      ann.remind(last());
    }
  }

  private void completeOne() {
    if (!tasks.isEmpty()) {
      ann.complete(tasks.remove(random.nextInt(tasks.size())));
    }
  }

  private Task last() {
    return tasks.get(tasks.size() - 1);
  }

  private void prefer() {
    int start = random.nextInt(24);
    quiet =
        random.nextInt(3) == 0
            ? null
            : new QuietHours(
                "%02d:30".formatted(start),
                "%02d:30".formatted((start + 1 + random.nextInt(20)) % 24));
    put();
  }

  private void put() {
    var hours =
        quiet == null
            ? "null"
            : "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(quiet.start(), quiet.end());
    ann.prefer(
        "{\"channels\":[\"email\"],\"burst\":{\"more_than\":%d,\"minutes\":%d},\"quiet_hours\":%s}"
            .formatted(BURST, WINDOW.toMinutes(), hours));
  }

  private void check(Event requested) {
    var notification = requested.data().path("notification");
    var items = notification.path("items");
    var ids =
        items.isMissingNode()
            ? List.of(notification.path("notification_id").asText())
            : items.findValuesAsText("notification_id");
    ids.forEach(id -> told.merge(id, 1, Integer::sum));
    var urgent =
        ann.store.list(
            Boolean.class,
            "select distinct urgent from pushes where notification_id::text in ("
                + ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","))
                + ")");
    assertThat(urgent).as("seed %d", seed).hasSize(1);
    var now = ann.clock.instant();
    pushes.get(urgent.get(0)).add(now);
    if (quiet != null && !urgent.get(0)) {
      assertThat(quiet.endAfter(now, PushFixture.NEW_YORK)).as("seed %d", seed).isEqualTo(now);
    }
  }

  private void checkPace(List<Instant> moments) {
    for (int i = BURST; i < moments.size(); i++) {
      assertThat(Duration.between(moments.get(i - BURST), moments.get(i)))
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(WINDOW);
    }
  }
}
