package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two applications, three brokers and a database while all of them are mistreated.
 *
 * <p>System properties: {@code kafila.faults.seed} (by chance), {@code kafila.faults.minutes} (30),
 * {@code kafila.faults.phase-seconds} (300; so long until all is quiet and the judge has a look;
 * with 1 after each round), {@code kafila.faults.only} (names of faults, with commas between them:
 * then one at a time). After a violation the directory is kept: journal, logs, what servers stored.
 */
class FaultRunIT {
  private static final Set<Fault> MOST_TELLING =
      EnumSet.of(
          Fault.LEADER_KILLED,
          Fault.APPLICATION_KILLED,
          Fault.LEADER_FROZEN_5_S,
          Fault.DATABASE_RESTARTED,
          Fault.CONNECTIONS_RESET);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  @Tag("faults")
  void nothing_lost_nothing_twice_nothing_out_of_order() throws Exception {
    // Given
    long end = System.nanoTime() + minutes().toNanos();
    long seed = seed();

    // When
    try (var trial = new FaultTrial(directory, plan(seed), seed)) {
      while (System.nanoTime() < end) {
        var left = Duration.ofNanos(end - System.nanoTime());
        var time = left.compareTo(phase()) < 0 ? left : phase();
        var verdict = trial.phase(faults -> faults.during(time));

        // Then
        trial.tellSummary();
        assertThat(verdict.violations()).as("seed %d", seed).isEmpty();
        assertThat(trial.faults().unexpected()).as("seed %d", seed).isEmpty();
      }
    }
  }

  @Test
  void the_most_telling_faults_once() throws Exception {
    // Given
    long seed = seed();

    // When
    try (var trial = new FaultTrial(directory, FaultPlan.of(seed, MOST_TELLING), seed)) {
      var verdict = trial.phase(faults -> faults.rounds(MOST_TELLING.size()));

      // Then
      trial.tellSummary();
      assertThat(verdict.violations()).as("seed %d", seed).isEmpty();
      assertThat(trial.faults().unexpected()).as("seed %d", seed).isEmpty();
    }
  }

  private static FaultPlan plan(long seed) {
    var only = System.getProperty("kafila.faults.only", "");
    if (only.isBlank()) {
      return FaultPlan.of(seed);
    }
    return FaultPlan.of(
        seed,
        Arrays.stream(only.split(",", -1))
            .map(name -> Fault.valueOf(name.trim()))
            .collect(Collectors.toSet()));
  }

  private static long seed() {
    return Long.getLong("kafila.faults.seed", new SecureRandom().nextInt(1_000_000));
  }

  private static Duration phase() {
    return Duration.ofSeconds(Integer.getInteger("kafila.faults.phase-seconds", 300));
  }

  private static Duration minutes() {
    return Duration.ofMinutes(Integer.getInteger("kafila.faults.minutes", 30));
  }
}
