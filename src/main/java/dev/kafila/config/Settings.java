package dev.kafila.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every {@code kafila.*} setting, read once and checked.
 *
 * <p>Where the values come from is the caller's business: {@link PropertyFiles} for the command
 * line, Camel's properties for the routes. Both answer empty for an unknown key. A secret may stand
 * in a file of its own, named by the same key with {@code -file} behind it.
 *
 * @param delivery of notifications
 * @param lagAlertThreshold records that a group may be behind on a partition before it is bad news
 * @param maxReplays failures after a replay until a dead letter is replayed by force only
 * @param retentionAlert share of their retention that dead letters may wait before it is warned of
 * @param pushesPerHour notifications to one user on channels that make a noise; 0 is no limit
 * @param retention of what grows with use
 * @param model asked about sentences that the grammar can't read
 */
public record Settings(
    Role role,
    Kafka kafka,
    Database database,
    Path dataDirectory,
    Address http,
    Address management,
    Http web,
    ZoneId zone,
    DeliverySettings delivery,
    boolean reloadRoutes,
    int lagAlertThreshold,
    int maxReplays,
    double retentionAlert,
    int pushesPerHour,
    Retention retention,
    ModelSettings model) {
  private static final int LEAST_SECRET = 32;

  /** Where a server listens. */
  public record Address(String host, int port) {}

  /**
   * @param bootstrapServers empty: the embedded broker
   * @param profile how to connect: {@code plaintext}, {@code tls}, {@code sasl-scram-512}, ...
   * @param embeddedPort port of the embedded broker; 0 is any free one
   */
  public record Kafka(
      Optional<String> bootstrapServers,
      String profile,
      int embeddedPort,
      int partitions,
      boolean production,
      KafkaSecurity security) {}

  /**
   * @param url JDBC URL; empty: the embedded PostgreSQL
   * @param embeddedPort port of the embedded server; 0 is any free one
   */
  public record Database(
      Optional<String> url, String user, String password, int embeddedPort, int poolSize) {
    @Override
    public String toString() {
      return "Database[url=" + url + ", user=" + user + "]";
    }
  }

  /**
   * @param tokenSecret HMAC secret of the bearer tokens (JWT HS256, {@code sub} = user); empty: the
   *     path names the user and nobody is asked for a token
   * @param rateLimit requests per second and user; 0 is no limit
   */
  public record Http(Optional<String> tokenSecret, int rateLimit) {
    @Override
    public String toString() {
      return "Http[tokenSecret=" + (tokenSecret.isPresent() ? "***" : "none") + "]";
    }
  }

  /**
   * Reads the settings.
   *
   * @param lookup answers a key's value, or empty
   * @throws ConfigurationException names the first setting that makes no sense
   */
  public static Settings read(Function<String, Optional<String>> lookup) {
    var reader = new SettingsReader(lookup);
    checkRedelivery(reader);
    return new Settings(
        Role.read(reader.text("kafila.role", "all")),
        new Kafka(
            reader.optional("kafila.kafka.bootstrap-servers"),
            reader.oneOf("kafila.kafka.profile", "plaintext", KafkaSecurity.PROFILES),
            reader.port("kafila.kafka.embedded.port", 9092),
            reader.number("kafila.kafka.partitions", 3, 1, 1000),
            reader.flag("kafila.production", false),
            KafkaSecurity.read(reader)),
        new Database(
            reader.optional("kafila.database.url").map(Settings::postgresql),
            reader.text("kafila.database.user", "kafila"),
            reader.secret("kafila.database.password").orElse(""),
            reader.port("kafila.database.embedded.port", 5433),
            reader.number("kafila.database.pool-size", 16, 4, 1000)),
        Path.of(reader.text("kafila.data.directory", "data")),
        new Address(
            reader.text("kafila.http.host", "127.0.0.1"), reader.port("kafila.http.port", 8080)),
        new Address(
            reader.text("kafila.management.host", "127.0.0.1"),
            reader.port("kafila.management.port", 9876)),
        new Http(
            reader.secret("kafila.http.token-secret").map(Settings::longEnough),
            reader.number("kafila.http.rate-limit", 200, 0, 1_000_000)),
        reader.zone("kafila.time-zone"),
        DeliverySettings.read(reader),
        reader.flag("kafila.routes.reload", true),
        reader.number("kafila.lag.alert-threshold", 1000, 0, Integer.MAX_VALUE),
        reader.number("kafila.dlq.max-replays", 3, 0, 1000),
        reader.share("kafila.dlq.retention-alert", 0.75),
        reader.number("kafila.notifications.rate-limit", 60, 0, 1_000_000),
        Retention.read(reader),
        ModelSettings.read(reader));
  }

  /** Camel reads the redelivery itself, where routes ask for it: its delays may be "2s" too. */
  private static void checkRedelivery(SettingsReader reader) {
    reader.number("kafila.consume.max-redeliveries", 3, 0, 1000);
  }

  /** The value is not repeated: it may hold a password. */
  private static String postgresql(String url) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new ConfigurationException(
          "kafila.database.url must begin with jdbc:postgresql:, such as"
              + " jdbc:postgresql://127.0.0.1:5432/kafila");
    }
    return url;
  }

  private static String longEnough(String secret) {
    if (secret.getBytes(StandardCharsets.UTF_8).length < LEAST_SECRET) {
      throw new ConfigurationException(
          "kafila.http.token-secret is too short: HS256 needs at least %d bytes, such as openssl"
                  .formatted(LEAST_SECRET)
              + " rand -base64 32 makes");
    }
    return secret;
  }

  /** Whether a server of this process's own keeps something in the data directory. */
  public boolean embedsServers() {
    return kafka.bootstrapServers().isEmpty() || database.url().isEmpty();
  }
}
