package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafilaCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "topics",
        "topics plan",
        "topics apply",
        "lag",
        "dlq",
        "dlq list",
        "dlq show",
        "dlq replay",
        "run",
        "doctor",
        "parse",
        "recur"
      })
  void everyCommandHasHelp(String command) {
    // Given
    var words = (command + " --help").strip().split(" ", -1);

    // When
    var run = CommandLineRun.of(words);

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: kafila" + (command.isEmpty() ? "" : " " + command));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theVersionIsTold() {
    assertThat(CommandLineRun.of("--version").out()).startsWith("kafila ");
  }

  @ParameterizedTest
  @CsvSource({
    "fly, Unmatched argument at index 0: 'fly' (see ./kafila --help)",
    "topics, plan or apply? (see ./kafila topics --help)",
    "dlq show 17, Invalid value for positional parameter at index 0 (ID): an id looks like task-events-0-17 and not like 17 (see ./kafila dlq show --help)",
    "topics plan --fast, Unknown option: '--fast' (see ./kafila topics plan --help)",
    "topics plan more, Unmatched argument at index 2: 'more' (see ./kafila topics plan --help)"
  })
  void misuseIsSaidInOneLine(String line, String expected) {
    // When
    var run = CommandLineRun.of(line.split(" ", -1));

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("kafila: " + expected + System.lineSeparator());
    assertThat(run.out()).isEmpty();
  }

  @Test
  void noCommandIsMisuse() {
    // When
    var run = CommandLineRun.of();

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("./kafila --help");
  }

  @Test
  void settingsThatAreNotThereAreNamed(@TempDir Path empty) {
    try (var home = new Home(empty)) {
      // When
      var run = CommandLineRun.of("topics", "plan");

      // Then
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .hasLineCount(1)
          .contains(home.path().resolve("application.properties").toString());
    }
  }

  @Test
  void aWrongSettingIsNamed(@TempDir Path directory) throws Exception {
    try (var home = new Home(directory)) {
      // Given
      home.settings("kafila.kafka.partitions=many");

      // When
      var run = CommandLineRun.of("topics", "plan");

      // Then
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains("kafila.kafka.partitions = many");
    }
  }
}
