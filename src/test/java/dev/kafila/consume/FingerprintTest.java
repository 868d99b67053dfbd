package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static RuntimeException failure(String message) {
    return new IllegalStateException(message);
  }

  @Test
  void ids_numbers_and_quoted_values_make_no_difference() {
    // When
    String one = Fingerprint.of(failure("task " + UUID.randomUUID() + " of 'ada' at 17 is odd"));
    String two = Fingerprint.of(failure("task " + UUID.randomUUID() + " of 'bob' at 4 is odd"));

    // Then
    assertThat(one).matches("[0-9a-f]{12}").isEqualTo(two);
  }

  @Test
  void words_place_and_class_make_a_difference() {
    // Given
    String one = Fingerprint.of(failure("task 1 is odd"));

    // When
    String words = Fingerprint.of(failure("task 1 is even"));
    String place = Fingerprint.of(new IllegalStateException("task 1 is odd"));
    String kind = Fingerprint.of(new IllegalArgumentException("task 1 is odd"));

    // Then
    assertThat(words).isNotEqualTo(one);
    assertThat(place).isNotEqualTo(one);
    assertThat(kind).isNotEqualTo(one).isNotEqualTo(place);
  }

  @Test
  void the_wrappers_that_camel_adds_make_none() {
    // Given
    var failure = failure(null);

    // When
    String wrapped = Fingerprint.of(new RuntimeCamelException(failure));

    // Then
    assertThat(wrapped).isEqualTo(Fingerprint.of(failure));
    assertThat(Fingerprint.unwrap(new RuntimeCamelException("alone")))
        .isInstanceOf(RuntimeCamelException.class);
  }

  @Test
  void masks_what_varies() {
    // When
    String masked =
        Fingerprint.mask(
            "at \"x\": 0199a1b2-0000-7000-8000-00000000abcd, deadbeef01, 12.5 and abc");

    // Then
    assertThat(masked).isEqualTo("at *: *, *, *.* and abc");
  }
}
