package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import org.junit.jupiter.api.Test;

class BenchRemindersCommandIT {
  @Test
  void each_reminder_comes_once_and_the_figures_are_told() {
    // When
    var run =
        CommandLineRun.of(
            "bench", "reminders", "--reminders=300", "--users=20", "--warm-up=50", "--json");

    // Then
    assertThat(run.exitCode()).as(run.toString()).isZero();
    var report = Json.read(run.out(), JsonNode.class);
    assertThat(report.path("arrived").asInt()).isEqualTo(300);
    assertThat(report.path("missing").asInt()).isZero();
    assertThat(report.path("doubled").asInt()).isZero();
    assertThat(report.path("receipts").asDouble())
        .isGreaterThanOrEqualTo(report.path("longest").asDouble());
    assertThat(report.path("servers_cpu_seconds").asDouble()).isPositive();
    assertThat(run.err()).contains("writing 300 reminders");
  }

  @Test
  void what_makes_no_sense_is_said_at_once() {
    // When
    var run = CommandLineRun.of("bench", "reminders", "--reminders=0");

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--reminders 0: must be at least 1");
  }
}
