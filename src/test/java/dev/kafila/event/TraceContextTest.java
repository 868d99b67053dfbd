package dev.kafila.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final Pattern W3C =
      Pattern.compile("[0-9a-e][0-9a-f]-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  @Test
  void takes_what_it_makes() {
    assertThat(TraceContext.newTraceparent()).matches(TraceContext::isValid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00 4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void refuses(String traceparent) {
    assertThat(TraceContext.isValid(traceparent)).isFalse();
  }

  @Property
  void one_character_changed_is_judged_as_the_standard_does(
      @ForAll @IntRange(max = 54) int at, @ForAll @CharRange(from = ' ', to = '~') char c) {
    // Given
    var changed = new StringBuilder("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    changed.setCharAt(at, c);

    // Then
    assertThat(TraceContext.isValid(changed.toString())).isEqualTo(W3C.matcher(changed).matches());
  }
}
