package dev.kafila.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final ConsumeBench.Plan PLAN =
      new ConsumeBench.Plan(1_000, 10, 400, 3, 0.001, List.of());
  private static final List<Arm> ARMS = List.of(new BareLoopArm(), new OrderedKafkaArm());

  @Test
  void medians_over_the_rounds_and_ratios_within_each() {
    // Given
    var runs =
        List.of(
            run("bare", 100), run("ordered-kafka", 60),
            run("bare", 10), run("ordered-kafka", 7),
            run("bare", 200), run("ordered-kafka", 180));

    // When
    var report = BenchReport.of(PLAN, ARMS, runs);

    // Then
    assertThat(report.allKeptTheirWord()).isTrue();
    assertThat(report.arms().get(0).eventsPerSecond()).isEqualTo(100);
    assertThat(report.arms().get(1).eventsPerSecond()).isEqualTo(60);
    assertThat(report.arms().get(1).toBare()).isEqualTo(0.7, within(0.001));
  }

  @Test
  void an_arm_that_did_wrong_once_is_told_of() {
    // Given
    var runs =
        List.of(
            run("bare", 100),
            run("ordered-kafka", 60),
            run("bare", 100),
            new ArmResult("ordered-kafka", null, null, 0, "lost one"));

    // When
    var report = BenchReport.of(PLAN, ARMS, runs);

    // Then
    assertThat(report.allKeptTheirWord()).isFalse();
    assertThat(report.arms().get(1).problem()).isEqualTo("lost one");
    assertThat(report.arms().get(1).toBare()).isEqualTo(0.6, within(0.001));
  }

  @Test
  void without_the_bare_loop_there_is_no_ratio() {
    // Given
    var runs = List.of(run("ordered-kafka", 60), run("ordered-kafka", 80));

    // When
    var report = BenchReport.of(PLAN, List.of(new OrderedKafkaArm()), runs);

    // Then
    assertThat(report.arms().get(0).toBare()).isNaN();
    assertThat(report.arms().get(0).eventsPerSecond()).isEqualTo(70);
  }

  private static ArmResult run(String arm, double eventsPerSecond) {
    var pace = new ArmResult.Pace(eventsPerSecond, 1);
    return new ArmResult(arm, pace, pace, 0, null);
  }
}
