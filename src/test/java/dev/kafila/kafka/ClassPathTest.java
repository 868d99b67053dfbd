package dev.kafila.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
  @TempDir Path elsewhere;

  @Test
  void isTheJvmsOwnWhereThatHasTheClass() {
    assertThat(ClassPath.of(ClassPathTest.class)).isEqualTo(System.getProperty("java.class.path"));
  }

  @Test
  void beginsWithWhatTheClassWasLoadedFromOtherwise() throws Exception {
    // Given
    var classes =
        Path.of(ClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var urls =
        new URL[] {
          classes.toUri().toURL(), elsewhere.toUri().toURL(), new URL("http://localhost/a.jar")
        };
    try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      var type = loader.loadClass("dev.kafila.process.Backoff");

      // When
      var entries = List.of(ClassPath.of(type).split(File.pathSeparator, -1));

      // Then
      assertThat(entries).startsWith(classes.toString(), elsewhere.toString());
      assertThat(entries).doesNotContain("http://localhost/a.jar");
    }
  }
}
