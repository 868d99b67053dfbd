package dev.kafila.faults;

import java.io.IOException;
import java.util.List;

/** What the kernel can do to a process without asking it. */
final class Signals {
  private Signals() {}

  /** SIGSTOP: it does nothing more, and its connections stay open. */
  static void freeze(long pid) throws IOException, InterruptedException {
    send("-STOP", pid);
  }

  /** SIGCONT: it goes on as if no time had passed. */
  static void thaw(long pid) throws IOException, InterruptedException {
    send("-CONT", pid);
  }

  /** SIGKILL. */
  static void kill(long pid) throws IOException, InterruptedException {
    send("-KILL", pid);
  }

  private static void send(String signal, long pid) throws IOException, InterruptedException {
    var command = List.of("kill", signal, Long.toString(pid));
    int code = new ProcessBuilder(command).start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + ": exit code " + code);
    }
  }
}
