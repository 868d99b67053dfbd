package dev.kafila.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file system of its own, in memory, that can be full. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "1g";
  private static final byte[] BLOCK = new byte[1024 * 1024];

  private final Path path;
  private final Path filler;

  private SmallDisk(Path path) {
    this.path = path;
    this.filler = path.resolve("filler");
  }

  /** Empty where this user may not mount anything. */
  static Optional<SmallDisk> at(Path directory, Watchdog watchdog) throws IOException {
    Files.createDirectories(directory);
    if (run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", directory.toString()) != 0) {
      return Optional.empty();
    }
    watchdog.unmount(directory);
    return Optional.of(new SmallDisk(directory));
  }

  /** Not a byte is left. */
  void fill() throws IOException {
    try (var file = Files.newOutputStream(filler, StandardOpenOption.CREATE_NEW)) {
      for (int size = BLOCK.length; size > 0; size /= 2) {
        fill(file, size);
      }
    }
  }

  private static void fill(java.io.OutputStream file, int size) {
    try {
      while (true) {
        file.write(BLOCK, 0, size);
      }
    } catch (IOException e) {
      // No space for so much at once.
    }
  }

  /** As before {@link #fill}. */
  void free() throws IOException {
    Files.deleteIfExists(filler);
  }

  @Override
  public void close() {
    try {
      if (run("umount", path.toString()) != 0) {
        throw new IOException(path + " cannot be unmounted");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
