package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.bench.Arm;
import dev.kafila.bench.DroppingArm;
import dev.kafila.event.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchConsumeCommandIT {
  @TempDir private Path peers;

  @Test
  void arms_keep_order_and_one_that_drops_an_event_is_found_out() throws Exception {
    // Given
    var services = Files.createDirectories(peers.resolve("classes/META-INF/services"));
    Files.writeString(services.resolve(Arm.class.getName()), DroppingArm.class.getName());
    Files.createDirectory(peers.resolve("lib"));

    // When
    var run =
        CommandLineRun.of(
            "bench",
            "consume",
            "--events=2000",
            "--keys=50",
            "--rounds=1",
            "--failing=0.002",
            "--arms=bare,camel-kafka,ordered-kafka-failing,dropping",
            "--peers=" + peers,
            "--json");

    // Then
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    var arms = Json.read(run.out(), JsonNode.class).get("arms");
    assertThat(arms).extracting(row -> row.get("arm").textValue()).hasSize(4);
    for (var row : arms) {
      if (row.get("arm").textValue().equals("dropping")) {
        assertThat(row.get("problem").textValue())
            .isEqualTo("version 3 of user 0 was handled after version 1");
      } else {
        assertThat(row.has("problem")).as(row.toString()).isFalse();
        assertThat(row.get("events_per_second").doubleValue()).isPositive();
      }
    }
    assertThat(arms.get(2).get("failures").intValue()).isPositive();
  }

  @Test
  void what_makes_no_sense_is_said_at_once() {
    // When
    var noArm =
        CommandLineRun.of("bench", "consume", "--arms=teleport", "--peers=" + peers + "/no");
    var noEvents = CommandLineRun.of("bench", "consume", "--events=0");

    // Then
    assertThat(noArm.exitCode()).isEqualTo(2);
    assertThat(noArm.err()).contains("--arms teleport: there is bare, camel-kafka, ordered-kafka");
    assertThat(noEvents.exitCode()).isEqualTo(2);
    assertThat(noEvents.err()).contains("--events 0: must be at least 10");
  }
}
