package dev.kafila.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Ends and unmounts what a test has started when the test's own process is gone, whichever way:
 * also processes that are frozen and would never notice.
 */
final class Watchdog implements AutoCloseable {
  /** Each line is a pid or a path; at the end of the input all are killed, or unmounted. */
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      pids=
      paths=
      while read -r one; do
        case $one in
          /*) paths="$paths $one" ;;
          *) pids="$pids $one" ;;
        esac
      done
      for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
      for path in $paths; do mountpoint -q "$path" && umount -l "$path"; done
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

  void watch(long pid) {
    tell(Long.toString(pid));
  }

  /** A path without blanks. */
  void unmount(Path path) {
    tell(path.toString());
  }

  private synchronized void tell(String line) {
    try {
      shell.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
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
