package dev.kafila.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starting and stopping of child processes. */
public final class Children {
  private static final Duration LOOK = Duration.ofMillis(10);

  private Children() {}

  /**
   * A child that does not hear the terminal's Ctrl-C and hang-up, which go to the whole process
   * group: it is this process that stops its children, in order. An ignored signal stays ignored
   * across exec.
   */
  public static ProcessBuilder deafToTerminal(List<String> command) {
    var line = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    line.addAll(command);
    return new ProcessBuilder(line);
  }

  /** Whether the process runs: a dead one that nobody has waited for yet does not. */
  public static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Whether our child ended within the time. An interrupt ends the waiting and stays set. */
  public static boolean ended(Process child, Duration within) {
    try {
      return child.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !child.isAlive();
    }
  }

  /** Whether somebody else's child ended within the time; as {@link #ended(Process, Duration)}. */
  public static boolean ended(ProcessHandle process, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    try {
      while (runs(process)) {
        if (System.nanoTime() - end > 0) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !runs(process);
    }
  }
}
