package dev.kafila.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the connection profiles make use of, each as far as it needs.
 *
 * @param tls false: SASL without TLS
 * @param trust certificates of those who sign the brokers'; empty: what Java trusts
 * @param key this client's own certificate and key
 */
public record KafkaSecurity(
    Optional<String> username,
    Optional<String> password,
    boolean tls,
    Store trust,
    Store key,
    OAuth oauth) {

  /** The values of {@code kafila.kafka.profile}. */
  public static final List<String> PROFILES =
      List.of(
          "plaintext",
          "tls",
          "mtls",
          "sasl-plain",
          "sasl-scram-256",
          "sasl-scram-512",
          "oauth",
          "confluent",
          "redpanda-cloud",
          "msk-iam",
          "event-hubs");

  /**
   * A file of certificates or keys.
   *
   * @param file PEM, PKCS12 or JKS, told by its ending
   */
  public record Store(Optional<Path> file, Optional<String> password) {
    @Override
    public String toString() {
      return "Store[file=" + file + "]";
    }
  }

  /** The client credentials flow. */
  public record OAuth(
      Optional<String> tokenUrl,
      Optional<String> clientId,
      Optional<String> clientSecret,
      Optional<String> scope) {
    @Override
    public String toString() {
      return "OAuth[tokenUrl=" + tokenUrl + ", clientId=" + clientId + "]";
    }
  }

  static KafkaSecurity read(SettingsReader reader) {
    return new KafkaSecurity(
        reader.optional("kafila.kafka.username"),
        reader.secret("kafila.kafka.password"),
        reader.flag("kafila.kafka.tls", true),
        store(reader, "kafila.kafka.truststore"),
        store(reader, "kafila.kafka.keystore"),
        new OAuth(
            reader.optional("kafila.kafka.oauth.token-url"),
            reader.optional("kafila.kafka.oauth.client-id"),
            reader.secret("kafila.kafka.oauth.client-secret"),
            reader.optional("kafila.kafka.oauth.scope")));
  }

  private static Store store(SettingsReader reader, String key) {
    return new Store(reader.optional(key).map(Path::of), reader.secret(key + "-password"));
  }

  @Override
  public String toString() {
    return "KafkaSecurity[username=%s, tls=%s, trust=%s, key=%s, oauth=%s]"
        .formatted(username, tls, trust, key, oauth);
  }
}
