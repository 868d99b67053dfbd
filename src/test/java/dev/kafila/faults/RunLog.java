package dev.kafila.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What happens in a run, with times: on the console, and in a file that stays. */
final class RunLog {
  private final Path file;

  RunLog(Path file) {
    this.file = file;
  }

  synchronized void tell(String line) {
    var timed = "%s %s%n".formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), line);
    System.out.print(timed);
    System.out.flush();
    try {
      Files.writeString(file, timed, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
