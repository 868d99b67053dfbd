package dev.kafila.kafka;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path a child JVM needs to find a class of this one. */
final class ClassPath {
  private ClassPath() {}

  /**
   * {@code java.class.path}, behind the files of the class loaders that know the class.
   *
   * <p>{@code camel run} downloads the jars and loads them itself, so {@code java.class.path} alone
   * has none of them.
   */
  static String of(Class<?> type) {
    List<String> entries = new ArrayList<>();
    for (var loader = type.getClassLoader(); loader != null; loader = loader.getParent()) {
      if (loader instanceof URLClassLoader files) {
        for (URL url : files.getURLs()) {
          if (url.getProtocol().equals("file")) {
            entries.add(path(url));
          }
        }
      }
    }
    entries.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, entries);
  }

  private static String path(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
