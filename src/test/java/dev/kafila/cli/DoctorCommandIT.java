package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.process.Ports;
import dev.kafila.testing.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class DoctorCommandIT {
  private static final String SECRET = "nobody-may-read-this-0123456789-abc";

  @TempDir Path directory;
  private Home home;

  @BeforeEach
  void routes() throws Exception {
    home = new Home(directory);
    Files.createDirectory(directory.resolve("routes"));
    Files.writeString(
        directory.resolve("routes/a.camel.yaml"), "- route: {id: a, from: {uri: 'x:y'}}");
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void whereNothingRunsNothingIsWrong() throws Exception {
    // Given
    home.settings(ports() + "kafila.htpp.port=1");

    // When
    var run = CommandLineRun.of("doctor");

    // Then
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("CHECK +STATE +FOUND +WHAT TO DO")
        .containsPattern("settings +warning +kafila.htpp.port .*did you mean kafila.http.port\\?")
        .containsPattern("kafka +ok +not running +./kafila run starts it")
        .containsPattern("database +ok +not running +./kafila run starts it")
        .contains("0 wrong, to be looked at: 1.");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void serversThatAnswerAreLookedInto() throws Exception {
    // Given
    var database = TestServers.database();
    home.settings(
        ports()
            + """
            kafila.kafka.bootstrap-servers=%s
            kafila.database.url=%s
            kafila.database.user=%s
            kafila.database.password=%s
            kafila.lag.alert-threshold=2147483647
            """
                .formatted(
                    TestServers.bootstrapServers(), database.url(), database.user(), SECRET));

    // When
    var run = CommandLineRun.of("doctor", "--json");

    // Then
    assertThat(run.out() + run.err()).doesNotContain(SECRET);
    assertThat(run.exitCode()).isZero();
    var report = Json.mapper().readTree(run.out());
    assertThat(report.get("well").asBoolean()).isTrue();
    assertThat(found(report, "kafka")).startsWith("1 broker at ");
    assertThat(found(report, "database")).matches("PostgreSQL \\d+.*, its tables are up to date");
    assertThat(found(report, "outbox")).isEqualTo("nothing waits");
    assertThat(found(report, "secrets")).isEqualTo("set: kafila.database.password");
    assertThat(found(report, "lag")).isNotEmpty();
    assertThat(found(report, "dead letters")).isNotEmpty();
    assertThat(found(report, "topics")).isNotEmpty();
  }

  @Test
  void serversThatAreAwayAreWrongAndTheirPasswordsStaySecret() throws Exception {
    // Given
    home.settings(
        ports()
            + """
            kafila.kafka.bootstrap-servers=127.0.0.1:%d
            kafila.kafka.profile=sasl-plain
            kafila.kafka.tls=false
            kafila.kafka.username=ann
            kafila.kafka.password=%s
            kafila.database.url=jdbc:postgresql://127.0.0.1:%d/kafila?password=%s
            kafila.http.token-secret=%s
            """
                .formatted(Ports.free(), SECRET, Ports.free(), SECRET, SECRET));

    // When
    var run = CommandLineRun.of("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out() + run.err()).doesNotContain(SECRET);
    assertThat(run.out())
        .containsPattern("kafka +wrong +Kafka at .* does not answer +start it, or check")
        .containsPattern("database +wrong +no connection to the database")
        .contains("2 wrong, to be looked at: 0.");
  }

  @Test
  void aSettingThatMakesNoSenseIsWrong() throws Exception {
    // Given
    home.settings("kafila.http.port=many");

    // When
    var run = CommandLineRun.of("doctor");

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("settings +wrong +kafila.http.port = many +must be a whole number");
  }

  private String ports() {
    return """
    kafila.data.directory=%s
    kafila.http.port=%d
    kafila.management.port=%d
    kafila.kafka.embedded.port=%d
    kafila.database.embedded.port=0
    """
        .formatted(directory.resolve("data"), Ports.free(), Ports.free(), Ports.free());
  }

  private static String found(JsonNode report, String check) {
    return StreamSupport.stream(report.get("checks").spliterator(), false)
        .filter(one -> one.get("check").asText().equals(check))
        .map(one -> one.get("found").asText())
        .findFirst()
        .orElse("");
  }
}
