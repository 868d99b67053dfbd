package dev.kafila.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void changed_lines_are_told_with_a_little_around_them() {
    assertThat(Difference.of("a\nb\nc\nd\ne\nf\ng", "a\nb\nc\nX\ne\nY\nf\ng"))
        .isEqualTo("  b\n  c\n- d\n+ X\n  e\n+ Y\n  f\n  g");
  }

  @Test
  void lines_at_the_ends_are_told() {
    assertThat(Difference.of("a", "a")).isEmpty();
    assertThat(Difference.of("a", "b")).isEqualTo("- a\n+ b");
    assertThat(Difference.of("a\nb", "a")).isEqualTo("  a\n- b");
    assertThat(Difference.of("", "a")).isEqualTo("+ a");
  }

  @Test
  void of_very_long_ones_all_between_the_first_and_last_change_is_told() {
    // When
    var told = Difference.of(lines(3000, "a"), lines(3000, "b"));

    // Then
    assertThat(told.lines()).hasSize(6000).first().isEqualTo("- a0");
  }

  private static String lines(int count, String begin) {
    return IntStream.range(0, count).mapToObj(i -> begin + i).collect(Collectors.joining("\n"));
  }
}
