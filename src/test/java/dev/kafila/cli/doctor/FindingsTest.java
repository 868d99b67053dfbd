package dev.kafila.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.cli.doctor.Finding.State;
import dev.kafila.config.Role;
import dev.kafila.config.Settings;
import dev.kafila.event.Json;
import dev.kafila.event.OutboxDesk.TopicBacklog;
import dev.kafila.kafka.LagReport;
import dev.kafila.kafka.PartitionLag;
import dev.kafila.kafka.TopicDifference;
import dev.kafila.kafka.TopicDifference.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The single checks. */
class FindingsTest {
  private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"16, WRONG", "17, OK", "25, OK"})
  void javaMustNotBeTooOld(int version, State expected) {
    assertThat(MachineCheck.java(version).state()).isEqualTo(expected);
  }

  @Test
  void aDataDirectoryIsToBeMadeInOneThatCanBeWrittenTo() throws Exception {
    // Given
    var file = Files.createFile(directory.resolve("file"));
    var missing = directory.resolve("a/b");

    // When
    var wrong = MachineCheck.data(file);
    var well = MachineCheck.data(missing);

    // Then
    assertThat(wrong.state()).isEqualTo(State.WRONG);
    assertThat(wrong.todo()).contains("kafila.data.directory");
    assertThat(well.found()).startsWith(missing.toString()).endsWith("to be made");
    assertThat(missing).doesNotExist();
  }

  @Test
  void aPortThatAnotherProgramHasIsWrong() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Given
      var settings =
          settings(
              Map.of(
                  "kafila.role", "reminders",
                  "kafila.management.port", Integer.toString(taken.getLocalPort()),
                  "kafila.kafka.embedded.port", "0",
                  "kafila.database.embedded.port", "0"));

      // When
      var findings = new PortsCheck(settings, false).all();
      var ours = new PortsCheck(settings, true).all();

      // Then
      assertThat(findings)
          .extracting(Finding::state)
          .containsExactly(State.WRONG, State.OK, State.OK);
      assertThat(findings.get(0).check()).isEqualTo("port: management");
      assertThat(findings.get(0).todo()).contains("kafila.management.port");
      assertThat(ours).extracting(Finding::state).containsOnly(State.OK);
    }
  }

  @Test
  void whoeverReachesAnOpenPortMayDoAnything() {
    // When
    var open = SettingsCheck.access(settings(Map.of("kafila.http.host", "0.0.0.0")));
    var secured =
        SettingsCheck.access(
            settings(
                Map.of("kafila.http.host", "0.0.0.0", "kafila.http.token-secret", "s".repeat(32))));

    // Then
    assertThat(open.state()).isEqualTo(State.WARNING);
    assertThat(open.todo()).isEqualTo("set KAFILA_HTTP_TOKEN_SECRET");
    assertThat(secured).isEqualTo(Finding.ok("access", "by token only"));
  }

  @Test
  void routeFilesNeedRoutesWithIds() throws Exception {
    // Given
    Files.writeString(directory.resolve("good.camel.yaml"), "- route: {id: a, from: {uri: 'x:y'}}");
    Files.writeString(directory.resolve("nameless.camel.yaml"), "- route: {from: {uri: 'x:y'}}");
    Files.writeString(directory.resolve("torn.camel.yaml"), "- route: {id: [");

    // When
    var findings = RouteFilesCheck.of(directory, Role.ALL);

    // Then
    assertThat(findings).extracting(Finding::state).containsOnly(State.WRONG);
    assertThat(findings).hasSize(2);
    assertThat(findings.get(0).found()).endsWith("nameless.camel.yaml:1: the route has no id");
    assertThat(findings.get(1).found()).contains("torn.camel.yaml");
    assertThat(RouteFilesCheck.of(directory.resolve("none"), Role.ALL))
        .extracting(Finding::found)
        .containsExactly("routes is missing");
  }

  @Test
  void topicsOfProductionAreNotMendedByAStart() {
    // Given
    var missing =
        List.of(
            new TopicDifference(
                "t", Kind.MISSING, "topic", "3 partitions", "", "t is missing", "mend"));

    // Then
    assertThat(KafkaCheck.topics(missing, true).state()).isEqualTo(State.WRONG);
    assertThat(KafkaCheck.topics(missing, false).state()).isEqualTo(State.WARNING);
    assertThat(KafkaCheck.topics(List.of(), true).state()).isEqualTo(State.OK);
  }

  @Test
  void lagOverTheThresholdIsWrong() {
    // Given
    var lag = List.of(new PartitionLag("audit", 1, "task-events", 2, 0L, 7, 7, 3L));

    // Then
    assertThat(KafkaCheck.lag(LagReport.of(lag, 7)).found())
        .isEqualTo("at most 7 behind on a partition");
    var over = KafkaCheck.lag(LagReport.of(lag, 6));
    assertThat(over.state()).isEqualTo(State.WRONG);
    assertThat(over.found()).isEqualTo("audit is 7 behind on task-events-2");
  }

  @ParameterizedTest
  @CsvSource({"0, 5, OK", "0, 90, WARNING", "1, 5, WARNING"})
  void whatWaitsLongOrIsSetAsideIsToldOf(long setAside, int seconds, State expected) {
    // Given
    var backlog = new TopicBacklog("task-events", 3, setAside, 0, NOW.minusSeconds(seconds));

    // When
    var finding = DatabaseCheck.outbox(List.of(backlog), NOW);

    // Then
    assertThat(finding.state()).isEqualTo(expected);
    assertThat(finding.found())
        .isEqualTo(
            "3 wait, %d of them set aside, the oldest for %d s".formatted(setAside, seconds));
  }

  @Test
  void aProgramThatIsDownNamesWhatIs() {
    // Given
    var health =
        Json.tree(
            Map.of(
                "status",
                "DOWN",
                "checks",
                List.of(
                    Map.of("name", "database", "status", "DOWN"),
                    Map.of("name", "kafka", "status", "UP"))));

    // Then
    assertThat(ProgramCheck.of(Optional.of(health), Optional.empty()).found())
        .isEqualTo("down: database");
    assertThat(ProgramCheck.of(Optional.empty(), Optional.of("17")).state()).isEqualTo(State.WRONG);
    assertThat(ProgramCheck.of(Optional.empty(), Optional.empty()))
        .isEqualTo(Finding.notRunning("program"));
  }

  @Test
  void noValueOfASecretPassesTheFence() throws Exception {
    // Given
    var file = Files.writeString(directory.resolve("token"), "from-a-file\n");
    var secrets =
        new Secrets(
            key ->
                Optional.ofNullable(
                    Map.of(
                            "kafila.kafka.password",
                            "tell-nobody",
                            "kafila.telegram.token-file",
                            file.toString())
                        .get(key)));

    // When
    var hidden =
        secrets.hide(
            Finding.wrong(
                "database", "no: tell-nobody", "from-a-file, jdbc:x?user=a&password=inside&b=c"));

    // Then
    assertThat(hidden.found()).isEqualTo("no: ***");
    assertThat(hidden.todo()).isEqualTo("***, jdbc:x?user=a&password=***&b=c");
    assertThat(secrets.finding().found())
        .isEqualTo("set: kafila.kafka.password, kafila.telegram.token");
  }

  private static Settings settings(Map<String, String> values) {
    return Settings.read(key -> Optional.ofNullable(values.get(key)));
  }
}
