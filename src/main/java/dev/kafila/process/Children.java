package dev.kafila.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starting and stopping of child processes. */
public final class Children {
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

  /** Whether the process ended within the time; an interrupt counts as no and stays set. */
  public static boolean ended(ProcessHandle process, Duration within) {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return !process.isAlive();
    }
  }
}
