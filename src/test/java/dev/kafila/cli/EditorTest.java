package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.deadletter.EditRefusedException;
import dev.kafila.deadletter.SampleLetter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EditorTest {

  @Test
  void the_environment_names_the_editor() {
    assertThat(Editor.of(Map.of("VISUAL", "emacs", "EDITOR", "ed"))).contains(new Editor("emacs"));
    assertThat(Editor.of(Map.of("VISUAL", " ", "EDITOR", "ed"))).contains(new Editor("ed"));
    assertThat(Editor.of(Map.of())).isEmpty();
  }

  @Test
  void json_is_edited_indented_and_sent_without_spaces() {
    assertThat(edited("sed -i -e 's/: 1.10/: 2.20/' -e 's/^  //'", "{\"n\":1.10,\"m\":1}"))
        .isEqualTo("{\"n\":2.20,\"m\":1}");
  }

  @Test
  void what_was_json_may_come_back_as_anything() {
    assertThat(edited("truncate -s 3", "{\"n\":1}")).isEqualTo("{\n ");
  }

  @Test
  void text_ends_as_it_ended() {
    assertThat(edited("sed -i s/a/b/", "a")).isEqualTo("b");
    assertThat(edited("sed -i s/a/b/", "a\n")).isEqualTo("b\n");
    assertThat(edited("echo b >>", "a")).isEqualTo("ab");
  }

  @Test
  void the_file_is_for_its_owner_alone() {
    assertThat(edited("f() { stat -c %a \"$1\" > \"$1\".x; mv \"$1\".x \"$1\"; }; f", "a"))
        .isEqualTo("600");
  }

  @Test
  void nothing_is_sent_where_the_editor_failed_or_changed_nothing() {
    assertRefused("false", "a", "false ended with 1");
    assertRefused("no-such-editor", "a", "ended with 127");
    assertRefused("true", "{\"n\": 1}", "nothing was changed");
    assertRefused("rm", "a", "cannot be read");
    assertRefused("true", "\0", "not text");
  }

  private static void assertRefused(String command, String value, String why) {
    assertThatThrownBy(() -> edited(command, value))
        .isInstanceOf(EditRefusedException.class)
        .hasMessageContaining(why);
  }

  private static String edited(String command, String value) {
    var letter = SampleLetter.of(value.getBytes(StandardCharsets.UTF_8));
    return new String(new Editor(command).edit(letter), StandardCharsets.UTF_8);
  }
}
