package dev.kafila.bench;

/**
 * What an arm did, once.
 *
 * @param cold the first pass over all events, from the first handled to the last
 * @param warm the second pass, from 10 % to 90 % of the events handled
 * @param failures how many events failed, on purpose
 * @param problem what it did wrong; null where it kept its word
 */
public record ArmResult(String arm, Pace cold, Pace warm, int failures, String problem) {
  /**
   * How fast, and at what cost.
   *
   * @param cpuSecondsPerMillion of the arm's whole process
   */
  public record Pace(double eventsPerSecond, double cpuSecondsPerMillion) {}
}
