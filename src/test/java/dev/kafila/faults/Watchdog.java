package dev.kafila.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ends what a test has started when the test's own process is gone, whichever way: also processes
 * that are frozen and would never notice.
 */
final class Watchdog implements AutoCloseable {
  /** Each line is a pid; at the end of the input all of them are killed. */
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      pids=
      while read -r pid; do pids="$pids $pid"; done
      for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
      """;

  private final Process shell;

  Watchdog() {
    try {
      shell =
          new ProcessBuilder(List.of("sh", "-c", SCRIPT))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void watch(long pid) {
    try {
      shell.getOutputStream().write((pid + "\n").getBytes(StandardCharsets.US_ASCII));
      shell.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills what is left of the watched. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      shell.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
