package dev.kafila.deadletter;

import static dev.kafila.deadletter.Letters.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldEditTest {
  private static final String VALUE =
      "{\"task\": {\"title\": \"a\", \"tags\": [\"x\", \"y\"]}, \"cost\": 1.10}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "task.title|\"b\"|{\"task\":{\"title\":\"b\",\"tags\":[\"x\",\"y\"]},\"cost\":1.10}",
        "task.tags[1]|3|{\"task\":{\"title\":\"a\",\"tags\":[\"x\",3]},\"cost\":1.10}",
        "task.tags[2]|null|{\"task\":{\"title\":\"a\",\"tags\":[\"x\",\"y\",null]},\"cost\":1.10}",
        "new|{}|{\"task\":{\"title\":\"a\",\"tags\":[\"x\",\"y\"]},\"cost\":1.10,\"new\":{}}"
      })
  void a_field_is_set_and_the_rest_stays(String path, String value, String expected) {
    assertThat(edited(VALUE, path, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"task.tags[3]", "task.title.x", "none.x", "task[0]", "cost[0]"})
  void what_has_no_place_is_refused(String path) {
    assertThatThrownBy(() -> edited(VALUE, path, "1"))
        .isInstanceOf(EditRefusedException.class)
        .hasMessageContaining(path);
  }

  @Test
  void what_is_not_json_has_no_fields() {
    assertThatThrownBy(() -> edited("{", "a", "1"))
        .isInstanceOf(EditRefusedException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void a_path_is_names_and_places() {
    assertThat(FieldEdit.isPath("a.b[0][1].c-d")).isTrue();
    assertThat(FieldEdit.isPath("[0].a")).isTrue();
    for (var text : new String[] {"", ".a", "a.", "a..b", "a[b]", "a]", "a[0"}) {
      assertThat(FieldEdit.isPath(text)).as(text).isFalse();
    }
  }

  private static String edited(String value, String path, String field) {
    var edit = new FieldEdit(Map.of(path, LetterValue.json(bytes(field)).orElseThrow()));
    return new String(edit.edit(Letters.valued(value)), StandardCharsets.UTF_8);
  }
}
