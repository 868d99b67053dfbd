package dev.kafila;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with stand-ins for Java and Maven that say how they were called. */
class LauncherTest {
  private static final List<String> NEEDED =
      List.of("date", "dirname", "find", "head", "mkdir", "mv", "readlink", "rm", "sed", "touch");

  private static final String PRACTISING =
      "kafila: practising its start, for faster ones from now on ...\n";

  @TempDir Path temporary;
  private Path project;
  private Path tools;

  @BeforeEach
  void project() throws IOException {
    project = Files.createDirectories(temporary.resolve("a project"));
    tools = Files.createDirectories(temporary.resolve("tools"));
    Files.copy(Path.of("kafila"), project.resolve("kafila"));
    executable(project.resolve("kafila"));
    Files.createDirectories(project.resolve("src/main/java"));
    Files.writeString(project.resolve("src/main/java/A.java"), "class A {}");
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    for (var name : NEEDED) {
      tool(name, "exec " + which(name) + " \"$@\"");
    }
    java("17.0.1", 0);
    tool("mvn", "echo built >>builds; mkdir -p target/lib; touch target/kafila.jar");
  }

  @Test
  void builds_first_then_runs_with_the_arguments_as_they_are() throws Exception {
    // When
    var run = launch(project, project.resolve("kafila"), "parse", "Buy milk  every *");

    // Then
    assertThat(run.status()).isZero();
    assertThat(run.out()).endsWith("dev.kafila.Kafila\nparse\nBuy milk  every *\n");
    assertThat(run.err())
        .isEqualTo("kafila: building, the first time with its libraries ...\n" + PRACTISING);
  }

  @Test
  void uses_what_java_archived_of_a_start() throws Exception {
    // Given
    launch(project, project.resolve("kafila"));
    Files.writeString(project.resolve("target/kafila.jsa"), "archived");

    // When
    var run = launch(project, project.resolve("kafila"), "run");

    // Then
    assertThat(run.out()).contains("-XX:SharedArchiveFile=target/kafila.jsa\n");
  }

  @Test
  void builds_nothing_when_nothing_has_changed() throws Exception {
    // Given
    launch(project, project.resolve("kafila"));

    // When
    var run = launch(project, project.resolve("kafila"));

    // Then
    assertThat(run.err()).isEmpty();
    assertThat(project.resolve("builds")).hasContent("built");
  }

  @Test
  void builds_again_when_a_source_has_changed() throws Exception {
    // Given
    launch(project, project.resolve("kafila"));
    Files.setLastModifiedTime(
        project.resolve("src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(1)));

    // When
    var run = launch(project, project.resolve("kafila"));

    // Then
    assertThat(run.err()).isEqualTo("kafila: building ...\n" + PRACTISING);
    assertThat(project.resolve("builds")).hasContent("built\nbuilt");
  }

  @Test
  void runs_in_its_own_directory_wherever_it_is_called_from() throws Exception {
    // Given
    var link = Files.createSymbolicLink(tools.resolve("k"), project.resolve("kafila"));

    // When
    var run = launch(temporary, link);

    // Then
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith(project.toRealPath() + "\n");
  }

  @Test
  void answers_as_the_program_does() throws Exception {
    // Given
    java("17.0.1", 1);
    launch(project, project.resolve("kafila"));

    // When
    var run = launch(project, project.resolve("kafila"), "lag");

    // Then
    assertThat(run.status()).isEqualTo(1);
  }

  @Test
  void a_build_that_fails_shows_its_errors_and_runs_nothing() throws Exception {
    // Given
    tool("mvn", "echo '[INFO] much'; echo '[ERROR] A.java: no such thing'; exit 1");

    // When
    var run = launch(project, project.resolve("kafila"));

    // Then
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("A.java: no such thing\nkafila: the build failed", "target/build.log")
        .doesNotContain("much");
  }

  @Test
  void a_java_too_old_is_named() throws Exception {
    // Given
    java("11.0.2", 0);

    // When
    var run = launch(project, project.resolve("kafila"));

    // Then
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "kafila: %s is Java 11: install a JDK, 17 or newer, or set JAVA_HOME%n"
                .formatted(tools.resolve("home/bin/java")));
  }

  @Test
  void a_missing_maven_is_named() throws Exception {
    // Given
    Files.delete(tools.resolve("mvn"));

    // When
    var run = launch(project, project.resolve("kafila"));

    // Then
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("kafila: no Maven found: install Maven (mvn), 3.8.6 or newer\n");
  }

  private record Run(int status, String out, String err) {}

  private Run launch(Path directory, Path script, String... arguments) throws Exception {
    var command = new ArrayList<String>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    var out = temporary.resolve("out");
    var err = temporary.resolve("err");
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("PATH", tools.toString());
    builder.environment().put("JAVA_HOME", tools.resolve("home").toString());
    builder.environment().remove("KAFILA_JAVA_OPTIONS");
    var process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** A Java that tells its version, else where it runs and what it is to run. */
  private void java(String version, int status) throws IOException {
    tool(
        "home/bin/java",
        """
        if [ "$1" = -version ]; then
          echo 'openjdk version "%s" 2021-10-19' >&2
        else
          pwd -P
          printf '%%s\\n' "$@"
          exit %d
        fi
        """
            .formatted(version, status));
  }

  private void tool(String name, String script) throws IOException {
    var file = tools.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    executable(file);
  }

  private static Path which(String name) {
    return Stream.of("/usr/bin", "/bin")
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
