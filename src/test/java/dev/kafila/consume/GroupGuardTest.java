package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupGuardTest {

  @Test
  void trips_when_most_of_the_last_records_failed() {
    // Given
    var guard = new GroupGuard(20);
    for (int key = 0; key < 10; key++) {
      assertThat(guard.failed(key, "boom")).isTrue();
    }

    // When
    boolean may = guard.failed(10, "boom");

    // Then
    assertThat(may).isFalse();
    assertThat(guard.reason()).isEqualTo("11 of the last 20 records failed, the last with boom");
    assertThat(guard.failed(11, "boom")).isFalse();
  }

  @Test
  void one_success_ends_the_pause_and_forgets_the_failures() {
    // Given
    var guard = new GroupGuard(4);
    for (int key = 0; key < 3; key++) {
      guard.failed(key, "boom");
    }

    // When
    boolean ended = guard.succeeded();

    // Then
    assertThat(ended).isTrue();
    assertThat(guard.reason()).isNull();
    assertThat(guard.failed(1, "boom")).isTrue();
    assertThat(guard.succeeded()).isFalse();
  }

  @Test
  void successes_in_between_keep_it_from_tripping() {
    // Given
    var guard = new GroupGuard(10);

    // When
    for (int i = 0; i < 100; i++) {
      guard.failed(i, "boom");
      guard.succeeded();
    }

    // Then
    assertThat(guard.reason()).isNull();
  }

  @Test
  void one_key_that_fails_for_ever_does_not_trip_it() {
    // Given
    var guard = new GroupGuard(10);

    // When
    for (int i = 0; i < 100; i++) {
      assertThat(guard.failed(i % 2, "boom")).isTrue();
    }

    // Then
    assertThat(guard.reason()).isNull();
  }

  @Test
  void without_a_window_it_never_trips() {
    // Given
    var guard = new GroupGuard(0);

    // When
    for (int i = 0; i < 100; i++) {
      assertThat(guard.failed(i, "boom")).isTrue();
    }

    // Then
    assertThat(guard.succeeded()).isFalse();
    assertThat(guard.reason()).isNull();
  }
}
