package dev.kafila.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The arms of the program, and those beside it: other libraries, which the program must not carry.
 * {@code mvn -Pbench package} puts them into a directory: {@code classes/} and {@code lib/*.jar}.
 */
final class PeerArms {
  private final List<Path> entries;

  /**
   * @param directory may be missing: then there are no others
   */
  PeerArms(Path directory) {
    this.entries = Files.isDirectory(directory) ? entries(directory) : List.of();
  }

  private static List<Path> entries(Path directory) {
    try (var jars = Files.newDirectoryStream(directory.resolve("lib"), "*.jar")) {
      List<Path> entries = new ArrayList<>(List.of(directory.resolve("classes")));
      jars.forEach(entries::add);
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class path of a JVM that runs any of the arms. */
  String classPath() {
    List<String> all = new ArrayList<>(List.of(System.getProperty("java.class.path")));
    entries.forEach(entry -> all.add(entry.toString()));
    return String.join(File.pathSeparator, all);
  }

  List<Arm> arms() {
    var urls = entries.stream().map(PeerArms::url).toArray(URL[]::new);
    try (var loader = new URLClassLoader(urls, Arm.class.getClassLoader())) {
      return ServiceLoader.load(Arm.class, loader).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
