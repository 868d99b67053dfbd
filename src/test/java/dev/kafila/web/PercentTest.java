package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {

  @Property
  void what_was_encoded_is_read_again(@ForAll String text) {
    // Given
    boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);

    // When
    var encoded = Percent.encode(text);

    // Then
    assertThat(encoded).matches("[A-Za-z0-9._*%-]*");
    if (whole) {
      assertThat(Percent.decode(encoded)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "a%zz", "%c3", "%ff%fe", "%ed%a0%80"})
  void what_is_broken_is_refused(String text) {
    assertThatThrownBy(() -> Percent.decode(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("address");
  }

  @Test
  void a_query_is_read_as_browsers_write_it() {
    // When
    var query = Percent.query("a=1+2&b=%2B&c&=x&d=e=f");

    // Then
    assertThat(query)
        .containsEntry("a", "1 2")
        .containsEntry("b", "+")
        .containsEntry("c", "")
        .containsEntry("d", "e=f")
        .hasSize(4);
  }

  @Property
  void a_cursor_is_read_again(@ForAll long most, @ForAll long least) {
    // Given
    var id = new UUID(most, least);

    // Then
    assertThat(Cursor.read(Cursor.after(id))).isEqualTo(id);
  }
}
