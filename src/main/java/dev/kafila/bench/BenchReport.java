package dev.kafila.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came out.
 *
 * @param arms medians, in the order they ran
 * @param runs every single run, in order
 */
public record BenchReport(ConsumeBench.Plan plan, List<Row> arms, List<ArmResult> runs) {
  /**
   * Medians of an arm over the rounds in which it did nothing wrong; NaN where there is none.
   *
   * @param toBare warm events/s in relation to the bare loop's of the same round
   * @param problem of any of its runs; null where all was well
   */
  public record Row(
      String arm,
      String title,
      double coldEventsPerSecond,
      double eventsPerSecond,
      double toBare,
      double coldCpuSecondsPerMillion,
      double cpuSecondsPerMillion,
      int failures,
      String problem) {}

  static BenchReport of(ConsumeBench.Plan plan, List<Arm> arms, List<ArmResult> runs) {
    return new BenchReport(plan, arms.stream().map(arm -> row(arm, runs)).toList(), runs);
  }

  /** Whether every arm handled every event, each user's in order. */
  public boolean allKeptTheirWord() {
    return arms.stream().allMatch(row -> row.problem() == null);
  }

  private static Row row(Arm arm, List<ArmResult> runs) {
    var all = of(arm.name(), runs);
    var bare = of(BareLoopArm.NAME, runs);
    var good = all.stream().filter(run -> run.problem() == null).toList();
    double[] ratios = new double[bare.isEmpty() ? 0 : all.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = warm(all.get(round)) / warm(bare.get(round));
    }
    return new Row(
        arm.name(),
        arm.title(),
        median(good, run -> run.cold().eventsPerSecond()),
        median(good, run -> run.warm().eventsPerSecond()),
        median(Arrays.stream(ratios).filter(ratio -> !Double.isNaN(ratio)).toArray()),
        median(good, run -> run.cold().cpuSecondsPerMillion()),
        median(good, run -> run.warm().cpuSecondsPerMillion()),
        all.stream().mapToInt(ArmResult::failures).max().orElse(0),
        all.stream()
            .map(ArmResult::problem)
            .filter(problem -> problem != null)
            .findFirst()
            .orElse(null));
  }

  private static List<ArmResult> of(String arm, List<ArmResult> runs) {
    return runs.stream().filter(run -> run.arm().equals(arm)).toList();
  }

  private static double warm(ArmResult run) {
    return run.problem() == null ? run.warm().eventsPerSecond() : Double.NaN;
  }

  private static double median(List<ArmResult> runs, ToDoubleFunction<ArmResult> figure) {
    return median(runs.stream().mapToDouble(figure).toArray());
  }

  /** Of an even number, the mean of the middle two. */
  static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
