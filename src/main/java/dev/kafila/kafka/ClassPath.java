package dev.kafila.kafka;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The class path a child JVM needs to find a class of this one. */
final class ClassPath {
  private ClassPath() {}

  /**
   * {@code java.class.path}, behind the jars of the class loaders that know the class.
   *
   * <p>{@code camel run} downloads the jars and loads them itself, so {@code java.class.path} alone
   * has none of them.
   */
  static String of(Class<?> type) {
    Set<String> entries = new LinkedHashSet<>();
    for (var loader = type.getClassLoader(); loader != null; loader = loader.getParent()) {
      if (loader instanceof URLClassLoader jars) {
        for (URL url : jars.getURLs()) {
          if (url.getProtocol().equals("file")) {
            entries.add(path(url));
          }
        }
      }
    }
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(entry);
    }
    return entries.stream()
        .filter(entry -> !entry.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String path(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
