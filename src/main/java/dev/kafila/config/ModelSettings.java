package dev.kafila.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * A language model for sentences that the grammar can't read.
 *
 * @param url of an OpenAI-compatible interface, such as {@code http://127.0.0.1:11434/v1}; empty:
 *     none, and no text leaves this machine
 * @param name which model to ask
 * @param key sent as a bearer token; empty: none
 * @param timeout until the grammar's answer is given instead
 */
public record ModelSettings(
    Optional<URI> url, String name, Optional<String> key, Duration timeout) {
  private static final String URL = "kafila.model.url";
  private static final String TIMEOUT = "kafila.model.timeout";

  static ModelSettings read(SettingsReader reader) {
    return new ModelSettings(
        reader.optional(URL).map(ModelSettings::url),
        reader.text("kafila.model.name", "gpt-4o-mini"),
        reader.secret("kafila.model.key"),
        timeout(reader));
  }

  private static Duration timeout(SettingsReader reader) {
    var timeout = reader.duration(TIMEOUT, Duration.ofSeconds(10));
    if (timeout.isZero()) {
      throw new ConfigurationException(TIMEOUT + " = 0s: must be 1s at least");
    }
    return timeout;
  }

  private static URI url(String text) {
    try {
      var url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    // What was given may hold a secret.
    throw new ConfigurationException(
        URL
            + " must be the http or https address of an OpenAI-compatible interface, such as"
            + " http://127.0.0.1:11434/v1, without user and password");
  }

  @Override
  public String toString() {
    return "ModelSettings[url=" + url + ", name=" + name + "]";
  }
}
