package dev.kafila.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  @Property
  void reads_every_instant_as_it_is_written(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    // Given
    Instant instant = Instant.ofEpochSecond(second, nano);

    // When
    Instant read = Rfc3339.parse(instant.toString());

    // Then
    assertThat(read).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-10T09:00:00+02:00, 2026-03-10T07:00:00Z",
    "2026-03-10T09:00Z, 2026-03-10T09:00:00Z",
    "2026-03-10T09:00:00.1Z, 2026-03-10T09:00:00.100Z"
  })
  void reads_other_forms(String text, Instant instant) {
    // Then
    assertThat(Rfc3339.parse(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-03-10",
        "2026-13-10T09:00:00Z",
        "2026-03-10T24:00:01Z",
        "2026-03-10T09:60:00Z",
        "2026-03-10T09:00:00.1234567890Z",
        "2026-03-10 09:00:00Z",
        "2026-02-29T00:00:00Z",
        "２０２６-03-10T09:00:00Z"
      })
  void refuses_the_rest(String text) {
    // Then
    assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
