package dev.kafila.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Looks a setting up in its layers: system property, environment, {@code
 * application-<profile>.properties}, {@code application.properties}; the first that has it wins.
 */
public final class PropertyFiles implements Function<String, Optional<String>> {
  private final Properties files = new Properties();
  private final Map<String, String> environment;

  private PropertyFiles(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the files of a directory.
   *
   * @param profile empty: only {@code application.properties}
   * @throws ConfigurationException if a file that must be there is not
   */
  public static PropertyFiles in(
      Path directory, Optional<String> profile, Map<String, String> environment) {
    var layers = new PropertyFiles(environment);
    layers.load(directory.resolve("application.properties"));
    profile.ifPresent(
        name -> layers.load(directory.resolve("application-" + name + ".properties")));
    return layers;
  }

  private void load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigurationException(
          file + " is missing: run from the directory that holds it, or restore it");
    }
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      files.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands in the files. */
  public Properties written() {
    var copy = new Properties();
    copy.putAll(files);
    return copy;
  }

  /** {@code kafila.http.port} -> {@code KAFILA_HTTP_PORT}. */
  static String environmentName(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  @Override
  public Optional<String> apply(String key) {
    return Optional.ofNullable(System.getProperty(key))
        .or(() -> Optional.ofNullable(environment.get(environmentName(key))))
        .or(() -> Optional.ofNullable(files.getProperty(key)));
  }
}
