package dev.kafila.boot;

import dev.kafila.config.SettingNames;
import dev.kafila.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, once and before anything starts, what is allowed and hardly meant. */
public final class SettingWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(SettingWarnings.class);

  private SettingWarnings() {}

  /**
   * @param routes directory of the route files
   */
  static void log(CamelContext context, Settings settings, Path routes) throws IOException {
    var properties = context.getPropertiesComponent().loadProperties();
    unknown(properties, routes).forEach(sentence -> LOG.warn("{}", sentence));
    open(settings).ifPresent(sentence -> LOG.warn("{}", sentence));
  }

  /**
   * What is set for nothing, a sentence each: in the properties or in the environment.
   *
   * @param routes directory of the route files, which may ask for properties of their own
   */
  public static List<String> unknown(Properties properties, Path routes) throws IOException {
    List<String> readers = new ArrayList<>();
    for (var value : properties.values()) {
      readers.add(value.toString());
    }
    readers.addAll(texts(routes));
    return SettingNames.unknown(properties.stringPropertyNames(), environment(), readers);
  }

  /** Whether anybody may do anything, in a sentence; empty if not. */
  public static Optional<String> open(Settings settings) {
    if (!settings.role().servesHttp()
        || settings.web().tokenSecret().isPresent()
        || isLoopback(settings.http().host())) {
      return Optional.empty();
    }
    return Optional.of(
        "kafila.http.host = %s and no kafila.http.token-secret: whoever reaches port %d reads and changes the tasks of everybody; set KAFILA_HTTP_TOKEN_SECRET"
            .formatted(settings.http().host(), settings.http().port()));
  }

  /** Kubernetes sets names of its own for a service that is called kafila. */
  private static Set<String> environment() {
    return System.getenv().entrySet().stream()
        .filter(one -> !one.getValue().matches("(tcp|udp)://.*"))
        .map(Map.Entry::getKey)
        .filter(name -> !name.matches(".*_(SERVICE_(HOST|PORT)|PORT_[0-9]+_(TCP|UDP))(_.*)?"))
        .collect(Collectors.toSet());
  }

  /** Without what cannot be read: whoever reads the routes says why, and this only warns. */
  private static List<String> texts(Path routes) throws IOException {
    List<String> texts = new ArrayList<>();
    if (Files.isDirectory(routes)) {
      try (var files = Files.newDirectoryStream(routes, "*.camel.yaml")) {
        for (var file : files) {
          try {
            texts.add(Files.readString(file));
          } catch (IOException e) {
            LOG.debug("{}", file, e);
          }
        }
      }
    }
    return texts;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
