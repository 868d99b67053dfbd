package dev.kafila.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path parent;

  @Test
  void isMadeWhenMissing() {
    // When
    try (var directory = DataDirectory.lock(parent.resolve("new"))) {

      // Then
      assertThat(directory.path()).isDirectory().isAbsolute();
    }
  }

  @Test
  void isOneAtATimeInThisProcess() {
    try (var first = DataDirectory.lock(parent)) {
      assertThatThrownBy(() -> DataDirectory.lock(first.path()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("Kafila already runs here")
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }
  }

  @Test
  void isFreeAgainAfterwards() {
    // Given
    DataDirectory.lock(parent).close();

    // When
    try (var again = DataDirectory.lock(parent)) {

      // Then
      assertThat(again.path()).isEqualTo(parent.toAbsolutePath());
    }
  }

  @Test
  void refusesWhileAnotherProcessHasItAndNoLongerWhenThatWasKilled() throws Exception {
    // Given
    var holder = holder(parent);
    try {
      assertThatThrownBy(() -> DataDirectory.lock(parent))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("pid " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor();
    }

    // When
    try (var directory = DataDirectory.lock(parent)) {

      // Then
      assertThat(directory.path()).isDirectory();
    }
  }

  @Test
  void whatCannotBeWrittenIsNamed() throws IOException {
    // Given
    var file = Files.createFile(parent.resolve("a-file"));

    // When, then
    assertThatThrownBy(() -> DataDirectory.lock(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("kafila.data.directory");
  }

  private static Process holder(Path directory) throws IOException {
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Holder.class.getName(),
                    directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("locked");
    return process;
  }

  /** Main class of a process that holds the lock until it is killed. */
  static final class Holder {
    public static void main(String[] args) throws IOException {
      try (var directory = DataDirectory.lock(Path.of(args[0]))) {
        System.out.println("locked");
        int end = System.in.read();
        System.out.println("unlocks " + directory.path() + end);
      }
    }
  }
}
