package dev.kafila.cli.doctor;

import dev.kafila.store.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Java, and the place for the data. */
final class MachineCheck {
  private static final int OLDEST_JAVA = 17;
  private static final long LEAST_SPACE = 1L << 30;
  private static final double MEGABYTE = 1 << 20;
  private static final String DATA = "data directory";

  private MachineCheck() {}

  static Finding java(int version) {
    var found = "Java " + version;
    return version >= OLDEST_JAVA
        ? Finding.ok("java", found)
        : Finding.wrong("java", found, "install a JDK, 17 or newer, or set JAVA_HOME");
  }

  /** Its nearest parent counts where it is still to be made. */
  static Finding data(Path directory) {
    var absolute = directory.toAbsolutePath().normalize();
    var existing = absolute;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.wrong(
          DATA,
          "%s cannot be written to".formatted(existing),
          "make it a directory that is writable, or set kafila.data.directory");
    }
    long free = free(existing);
    var user = DataDirectory.user(absolute);
    var found =
        "%s, %,d MB free, %s"
            .formatted(
                absolute,
                Math.round(free / MEGABYTE),
                user.map(pid -> "in use by the Kafila that runs (pid %s)".formatted(pid))
                    .orElse(existing.equals(absolute) ? "not in use" : "to be made"));
    return free < LEAST_SPACE
        ? Finding.warning(DATA, found, "make room: less than 1 GB is left")
        : Finding.ok(DATA, found);
  }

  private static long free(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
