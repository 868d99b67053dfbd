package dev.kafila.store;

import dev.kafila.config.ConfigurationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per version from the archive on the class path. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /**
   * The directory with {@code bin}, {@code lib} and {@code share}.
   *
   * @param cache where unpacked versions are kept; several processes may share it
   * @throws ConfigurationException if there is no archive for this machine
   */
  static Path unpacked(Path cache) throws IOException {
    var archive = archive();
    var home = cache.resolve("postgresql-" + fingerprint(archive));
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(cache);
    var unfinished = Files.createTempDirectory(cache, "unpacking-");
    try {
      unpack(archive, unfinished);
      makeReadable(unfinished);
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      deleteRecursively(unfinished);
      // Another process may have been faster.
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
    return home;
  }

  private static URL archive() {
    var system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    var processor = System.getProperty("os.arch");
    var name =
        "postgres-%s-%s.txz".formatted(system, processor.equals("aarch64") ? "arm_64" : "x86_64");
    var archive = PostgresBinaries.class.getClassLoader().getResource(name);
    if (archive == null) {
      throw new ConfigurationException(
          "no PostgreSQL for this machine (%s, %s) comes with this build: set kafila.database.url to one of yours"
              .formatted(system, processor));
    }
    return archive;
  }

  private static String fingerprint(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      return Long.toHexString(jar.getJarEntry().getCrc());
    }
    return Long.toHexString(archive.openConnection().getContentLengthLong());
  }

  private static void unpack(URL archive, Path target) throws IOException {
    try (InputStream packed = new BufferedInputStream(archive.openStream());
        var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("archive entry outside of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.createLink(file, target.resolve(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          if ((entry.getMode() & 0100) != 0 || file.getParent().endsWith("bin")) {
            file.toFile().setExecutable(true, false);
          }
        }
      }
    }
  }

  /** A temporary directory is its owner's alone. */
  private static void makeReadable(Path directory) throws IOException {
    Files.setPosixFilePermissions(
        directory,
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_EXECUTE));
  }

  static void deleteRecursively(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
