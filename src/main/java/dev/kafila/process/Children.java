package dev.kafila.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starting and stopping of child processes. */
public final class Children {
  private static final Duration LOOK = Duration.ofMillis(10);

  /** Names more options for the JVM of every child: a coverage agent's, a profiler's. */
  private static final String JVM_OPTIONS = "kafila.test.jvm-args";

  private Children() {}

  /**
   * The beginning of the command of a Java program.
   *
   * @return the Java that this one runs on, with the options
   */
  public static List<String> java(String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    var more = System.getProperty(JVM_OPTIONS, "").trim();
    if (!more.isEmpty()) {
      command.addAll(List.of(more.split("\\s+")));
    }
    return command;
  }

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
