package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.SettableClock;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final SettableClock clock = new SettableClock("1970-01-01T00:00:00Z");

  private boolean admitted(RateLimits limits, String user) {
    try {
      limits.admit(user);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  @Test
  void a_quiet_user_may_burst_for_a_second_and_then_goes_on_evenly() {
    // Given
    var limits = new RateLimits(10, clock);
    for (int i = 0; i < 10; i++) {
      limits.admit("ann");
    }

    // When
    boolean atOnce = admitted(limits, "ann");
    clock.advance(Duration.ofMillis(100));
    boolean later = admitted(limits, "ann");
    boolean again = admitted(limits, "ann");

    // Then
    assertThat(atOnce).isFalse();
    assertThat(later).isTrue();
    assertThat(again).isFalse();
  }

  @Test
  void zero_is_no_limit() {
    // Given
    var limits = new RateLimits(0, clock);

    // When
    boolean all = true;
    for (int i = 0; i < 10_000; i++) {
      all &= admitted(limits, "ann");
    }

    // Then
    assertThat(all).isTrue();
  }

  @Test
  void strangers_push_out_only_who_was_seen_longest_ago() {
    // Given
    var limits = new RateLimits(1, clock);
    limits.admit("ann");
    for (int i = 0; i < 9_999; i++) {
      limits.admit("stranger " + i);
    }

    // When
    boolean remembered = admitted(limits, "ann");
    for (int i = 0; i < 10_000; i++) {
      limits.admit("another " + i);
    }
    boolean forgotten = admitted(limits, "ann");

    // Then
    assertThat(remembered).isFalse();
    assertThat(forgotten).isTrue();
  }

  @Property(tries = 200)
  void nobody_gets_more_than_the_rate_and_one_burst(
      @ForAll @IntRange(min = 1, max = 50) int perSecond,
      @ForAll @IntRange(min = 1, max = 200) int pauseMillis) {
    // Given
    var limits = new RateLimits(perSecond, clock);
    int admitted = 0;

    // When
    int millis = 0;
    for (; millis < 5_000; millis += pauseMillis) {
      admitted += admitted(limits, "ann") ? 1 : 0;
      clock.advance(Duration.ofMillis(pauseMillis));
    }

    // Then
    assertThat(admitted).isLessThanOrEqualTo(perSecond + perSecond * millis / 1000 + 1);
  }
}
