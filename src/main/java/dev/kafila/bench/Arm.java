package dev.kafila.bench;

/** A way of consuming that is compared; found by {@link java.util.ServiceLoader}. */
public interface Arm {
  /** Short, as on the command line. */
  String name();

  /** One line that says what is compared. */
  String title();

  /** Whether the given share of its events fails once before it succeeds. */
  default boolean fails() {
    return false;
  }

  /**
   * Hands every record of the topic to {@link ArmRun#events()}, each user's in order, and returns
   * once all are handled and committed.
   */
  void consume(ArmRun run) throws Exception;
}
