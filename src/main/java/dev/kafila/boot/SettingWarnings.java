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
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, once and before anything starts, what is allowed and hardly meant. */
final class SettingWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(SettingWarnings.class);

  private SettingWarnings() {}

  /**
   * @param routes directory of the route files
   */
  static void log(CamelContext context, Settings settings, Path routes) throws IOException {
    var properties = context.getPropertiesComponent().loadProperties();
    List<String> readers = new ArrayList<>();
    for (var value : properties.values()) {
      readers.add(value.toString());
    }
    readers.addAll(texts(routes));
    SettingNames.unknown(properties.stringPropertyNames(), environment(), readers)
        .forEach(sentence -> LOG.warn("{}", sentence));
    if (settings.role().servesHttp()
        && settings.web().tokenSecret().isEmpty()
        && !isLoopback(settings.http().host())) {
      LOG.warn(
          "kafila.http.host = {} and no kafila.http.token-secret: whoever reaches port {} reads and"
              + " changes the tasks of everybody; set KAFILA_HTTP_TOKEN_SECRET",
          settings.http().host(),
          settings.http().port());
    }
  }

  /** Kubernetes sets names of its own for a service that is called kafila. */
  private static Set<String> environment() {
    return System.getenv().entrySet().stream()
        .filter(one -> !one.getValue().matches("(tcp|udp)://.*"))
        .map(Map.Entry::getKey)
        .filter(name -> !name.matches(".*_(SERVICE_(HOST|PORT)|PORT_[0-9]+_(TCP|UDP))(_.*)?"))
        .collect(Collectors.toSet());
  }

  private static List<String> texts(Path routes) throws IOException {
    List<String> texts = new ArrayList<>();
    if (Files.isDirectory(routes)) {
      try (var files = Files.newDirectoryStream(routes, "*.camel.yaml")) {
        for (var file : files) {
          texts.add(Files.readString(file));
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
