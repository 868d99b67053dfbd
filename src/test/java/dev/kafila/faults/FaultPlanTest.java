package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  @Test
  void a_seed_decides_everything() {
    // When
    var rounds = rounds(FaultPlan.of(7), 100);

    // Then
    assertThat(rounds).isEqualTo(rounds(FaultPlan.of(7), 100));
    assertThat(rounds).isNotEqualTo(rounds(FaultPlan.of(8), 100));
  }

  @Test
  void faults_at_the_same_time_hit_different_things() {
    assertThat(rounds(FaultPlan.of(7), 1_000))
        .allSatisfy(
            round ->
                assertThat(round.steps())
                    .hasSizeBetween(1, 2)
                    .extracting(step -> step.fault().target())
                    .doesNotHaveDuplicates());
  }

  @Test
  void every_fault_has_its_turn_before_one_has_it_again() {
    // Given
    var faults = Set.of(Fault.LEADER_KILLED, Fault.CONNECTIONS_RESET, Fault.DATABASE_KILLED);

    // When
    var rounds = rounds(FaultPlan.of(7, faults), 6);

    // Then
    assertThat(faultsOf(rounds.subList(0, 3))).containsExactlyInAnyOrderElementsOf(faults);
    assertThat(faultsOf(rounds.subList(3, 6))).containsExactlyInAnyOrderElementsOf(faults);
    assertThat(faultsOf(rounds(FaultPlan.of(7), Fault.values().length)))
        .containsAll(EnumSet.allOf(Fault.class));
  }

  private static List<FaultPlan.Round> rounds(FaultPlan plan, int count) {
    return Stream.generate(plan::next).limit(count).toList();
  }

  private static List<Fault> faultsOf(List<FaultPlan.Round> rounds) {
    return rounds.stream()
        .flatMap(round -> round.steps().stream())
        .map(FaultPlan.Step::fault)
        .toList();
  }
}
