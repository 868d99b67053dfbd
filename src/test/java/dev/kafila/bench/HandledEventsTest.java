package dev.kafila.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandledEventsTest {
  private static final int EVENTS = 4;

  @Test
  void events_of_several_users_in_order_are_all_well() {
    // Given
    var events = new HandledEvents(EVENTS, 2, 0);

    // When
    handle(events, "0:1 1:1 1:2 0:2");

    // Then
    assertThat(events.complete()).isTrue();
    assertThat(events.problem()).isNull();
    assertThat(events.whole().eventsPerSecond()).isPositive();
    assertThat(events.middle().cpuSecondsPerMillion()).isNotNegative();
  }

  @ParameterizedTest
  @CsvSource({
    "dropped, 0:1 0:3",
    "twice, 0:1 0:1",
    "swapped, 0:2 0:1",
  })
  void what_an_arm_does_wrong_is_told(String what, String order) {
    // Given
    var events = new HandledEvents(EVENTS, 2, 0);

    // When
    handle(events, order);

    // Then
    assertThat(events.complete()).as(what).isTrue();
    assertThat(events.problem()).contains("of user 0 was handled after version");
    assertThat(events.whole()).isNull();
  }

  @Test
  void too_few_events_are_not_complete() {
    // Given
    var events = new HandledEvents(EVENTS, 2, 0);

    // When
    handle(events, "0:1 0:2 0:3");

    // Then
    assertThat(events.complete()).isFalse();
    assertThat(events.whole()).isNull();
  }

  @Test
  void an_event_that_is_to_fail_does_so_once() {
    // Given
    var events = new HandledEvents(EVENTS, 2, 1);

    // When, Then
    assertThatThrownBy(() -> handle(events, "0:1")).hasMessage("fails once");
    handle(events, "0:1");
    assertThat(events.handled()).isEqualTo(1);
    assertThat(events.failures()).isEqualTo(1);
  }

  /** Handles {@code user:version} after {@code user:version}. */
  private static void handle(HandledEvents events, String order) {
    for (var one : order.split(" ")) {
      var parts = one.split(":");
      var json =
          """
          {"task": {"user_id": "user-%s", "version": %s}}"""
              .formatted(parts[0], parts[1]);
      events.handle(json.getBytes(StandardCharsets.UTF_8));
    }
  }
}
