package dev.kafila.store;

import dev.kafila.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory that holds what the embedded servers keep, for one Kafila at a time.
 *
 * <p>The operating system gives the lock back when the process ends, whichever way.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "kafila.lock";

  /**
   * Locked by this JVM. Looking into the lock file of one's own would lose the lock: closing any
   * handle of a file gives back all the process's locks on it.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the directory if need be and locks it.
   *
   * @throws ConfigurationException if another Kafila has it, or it cannot be written
   */
  public static DataDirectory lock(Path directory) {
    var absolute = directory.toAbsolutePath().normalize();
    if (!OURS.add(absolute)) {
      throw runsAlready(absolute, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new DataDirectory(absolute, locked(absolute));
    } catch (RuntimeException e) {
      OURS.remove(absolute);
      throw e;
    }
  }

  /**
   * Process id of the Kafila that has the directory; empty if none has. Changes nothing.
   *
   * @throws ConfigurationException if the lock file cannot be read
   */
  public static Optional<String> user(Path directory) {
    var absolute = directory.toAbsolutePath().normalize();
    if (OURS.contains(absolute)) {
      return Optional.of(Long.toString(ProcessHandle.current().pid()));
    }
    var file = absolute.resolve(LOCK);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.READ);
        var free = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return free == null ? Optional.of(content(channel)) : Optional.empty();
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot read %s (%s): make it readable, or set kafila.data.directory".formatted(file, e),
          e);
    }
  }

  private static FileChannel locked(Path directory) {
    FileChannel channel;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot write to %s (%s): make it writable, or set kafila.data.directory"
              .formatted(directory, e),
          e);
    }
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
      if (!locked) {
        throw runsAlready(directory, content(channel));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return channel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!locked) {
        closeQuietly(channel);
      }
    }
  }

  private static String content(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
  }

  private static ConfigurationException runsAlready(Path directory, String pid) {
    return new ConfigurationException(
        "Kafila already runs here (pid %s, data in %s): stop it, or set kafila.data.directory"
            .formatted(pid, directory));
  }

  /** Absolute. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    closeQuietly(lock);
    OURS.remove(path);
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
