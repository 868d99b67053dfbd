package dev.kafila.kafka;

import dev.kafila.config.ConfigurationException;
import dev.kafila.config.KafkaSecurity;
import dev.kafila.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * How every Kafka client of this process reaches the cluster and says who it is: the {@code
 * kafila.kafka.profile} as client properties.
 */
public final class KafkaConnection {
  private static final Pattern SERVERS =
      Pattern.compile("[^\\s,:]+:\\d{1,5}(\\s*,\\s*[^\\s,:]+:\\d{1,5})*");
  private static final String MSK_MODULE = "software.amazon.msk.auth.iam.IAMLoginModule";
  private static final String MSK_HANDLER = "software.amazon.msk.auth.iam.IAMClientCallbackHandler";

  private final String profile;
  private final String remedy;
  private final Map<String, Object> properties;

  private KafkaConnection(String profile, String remedy, Map<String, Object> properties) {
    this.profile = profile;
    this.remedy = remedy;
    this.properties = properties;
  }

  /** To the embedded broker, which asks nobody who they are. */
  public static KafkaConnection embedded(int port) {
    return new KafkaConnection(
        "embedded",
        "start Kafila (./kafila run), or set kafila.kafka.bootstrap-servers",
        plaintext("127.0.0.1:" + port));
  }

  /**
   * To the cluster that {@code kafila.kafka.bootstrap-servers} names.
   *
   * @throws ConfigurationException names each key that the profile needs and that is missing
   */
  public static KafkaConnection to(Settings.Kafka kafka) {
    return to(kafka, KafkaConnection.class.getClassLoader());
  }

  static KafkaConnection to(Settings.Kafka kafka, ClassLoader libraries) {
    var servers = kafka.bootstrapServers().orElse("");
    if (!SERVERS.matcher(servers).matches()) {
      throw new ConfigurationException(
          "kafila.kafka.bootstrap-servers = %s: must be host:port, or several with commas between"
              .formatted(servers));
    }
    var needs = new Needs(kafka.profile());
    var security = kafka.security();
    var properties = plaintext(servers);
    switch (kafka.profile()) {
      case "plaintext" -> {}
      case "tls" -> tls(properties, security, needs);
      case "mtls" -> {
        tls(properties, security, needs);
        ownCertificate(properties, security, needs);
      }
      case "sasl-plain" -> {
        sasl(properties, security, needs, security.tls(), "PLAIN");
        login(properties, PlainLoginModule.class.getName(), user(security, needs));
      }
      case "sasl-scram-256" -> scram(properties, security, needs, security.tls(), "SCRAM-SHA-256");
      case "sasl-scram-512" -> scram(properties, security, needs, security.tls(), "SCRAM-SHA-512");
      case "redpanda-cloud" -> scram(properties, security, needs, true, "SCRAM-SHA-256");
      case "confluent" -> {
        sasl(properties, security, needs, true, "PLAIN");
        login(properties, PlainLoginModule.class.getName(), user(security, needs));
      }
      case "event-hubs" -> {
        sasl(properties, security, needs, true, "PLAIN");
        var connectionString = needs.of("kafila.kafka.password", security.password());
        login(
            properties,
            PlainLoginModule.class.getName(),
            Map.of("username", "$ConnectionString", "password", connectionString));
      }
      case "oauth" -> oauth(properties, security, needs);
      case "msk-iam" -> {
        sasl(properties, security, needs, true, "AWS_MSK_IAM");
        requireMskLibrary(libraries);
        login(properties, MSK_MODULE, Map.of());
        properties.put(SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS, MSK_HANDLER);
      }
      default -> throw new IllegalArgumentException(kafka.profile());
    }
    needs.check();
    return new KafkaConnection(
        kafka.profile(), "start it, or check kafila.kafka.bootstrap-servers", properties);
  }

  public String bootstrapServers() {
    return (String) properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
  }

  /** What to do when nobody answers. */
  String remedy() {
    return remedy;
  }

  /** For any Kafka client; holds secrets. */
  public Map<String, Object> properties() {
    return Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return bootstrapServers() + " (" + profile + ")";
  }

  private static Map<String, Object> plaintext(String servers) {
    var properties = new TreeMap<String, Object>();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
    return properties;
  }

  private static void tls(Map<String, Object> properties, KafkaSecurity security, Needs needs) {
    properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL");
    trust(properties, security, needs);
  }

  private static void trust(Map<String, Object> properties, KafkaSecurity security, Needs needs) {
    var store = security.trust();
    store
        .file()
        .ifPresent(
            file -> {
              properties.put(
                  SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                  existing("kafila.kafka.truststore", file));
              properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, type(file));
              if (!type(file).equals("PEM")) {
                properties.put(
                    SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
                    needs.of("kafila.kafka.truststore-password", store.password()));
              }
            });
  }

  private static void ownCertificate(
      Map<String, Object> properties, KafkaSecurity security, Needs needs) {
    var store = security.key();
    needs.of("kafila.kafka.keystore", store.file().map(Path::toString));
    store
        .file()
        .ifPresent(
            file -> {
              properties.put(
                  SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, existing("kafila.kafka.keystore", file));
              properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, type(file));
              if (type(file).equals("PEM")) {
                store
                    .password()
                    .ifPresent(
                        password -> properties.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, password));
              } else {
                properties.put(
                    SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
                    needs.of("kafila.kafka.keystore-password", store.password()));
              }
            });
  }

  private static void scram(
      Map<String, Object> properties,
      KafkaSecurity security,
      Needs needs,
      boolean tls,
      String mechanism) {
    sasl(properties, security, needs, tls, mechanism);
    login(properties, ScramLoginModule.class.getName(), user(security, needs));
  }

  private static void sasl(
      Map<String, Object> properties,
      KafkaSecurity security,
      Needs needs,
      boolean tls,
      String mechanism) {
    properties.put(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, tls ? "SASL_SSL" : "SASL_PLAINTEXT");
    properties.put(SaslConfigs.SASL_MECHANISM, mechanism);
    if (tls) {
      trust(properties, security, needs);
    }
  }

  private static Map<String, String> user(KafkaSecurity security, Needs needs) {
    return Map.of(
        "username", needs.of("kafila.kafka.username", security.username()),
        "password", needs.of("kafila.kafka.password", security.password()));
  }

  private static void oauth(Map<String, Object> properties, KafkaSecurity security, Needs needs) {
    sasl(properties, security, needs, security.tls(), "OAUTHBEARER");
    login(properties, OAuthBearerLoginModule.class.getName(), Map.of());
    var oauth = security.oauth();
    var url = needs.of("kafila.kafka.oauth.token-url", oauth.tokenUrl());
    properties.put(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, url);
    properties.put(
        SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID,
        needs.of("kafila.kafka.oauth.client-id", oauth.clientId()));
    properties.put(
        SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_SECRET,
        needs.of("kafila.kafka.oauth.client-secret", oauth.clientSecret()));
    oauth.scope().ifPresent(scope -> properties.put(SaslConfigs.SASL_OAUTHBEARER_SCOPE, scope));
    properties.put(
        SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS,
        OAuthBearerLoginCallbackHandler.class.getName());
    // Kafka's clients send credentials only to addresses on this list.
    System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", url);
  }

  private static void requireMskLibrary(ClassLoader libraries) {
    if (libraries.getResource(MSK_MODULE.replace('.', '/') + ".class") == null) {
      throw new ConfigurationException(
          "kafila.kafka.profile = msk-iam needs a library that does not come with Kafila:"
              + " put aws-msk-iam-auth-<version>-all.jar on the class path");
    }
  }

  private static void login(
      Map<String, Object> properties, String module, Map<String, String> options) {
    var line = new StringBuilder(module).append(" required");
    new TreeMap<>(options)
        .forEach(
            (name, value) ->
                line.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"'));
    properties.put(SaslConfigs.SASL_JAAS_CONFIG, line.append(';').toString());
  }

  private static String existing(String key, Path file) {
    if (!Files.isReadable(file)) {
      throw new ConfigurationException(
          "%s = %s: no such file, or not readable".formatted(key, file));
    }
    return file.toAbsolutePath().toString();
  }

  private static String type(Path file) {
    var name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".pem") || name.endsWith(".crt")) {
      return "PEM";
    }
    return name.endsWith(".jks") ? "JKS" : "PKCS12";
  }

  /** Collects what is missing, so that all of it is said at once. */
  private static final class Needs {
    private final String profile;
    private final List<String> missing = new java.util.ArrayList<>();

    Needs(String profile) {
      this.profile = profile;
    }

    String of(String key, Optional<String> value) {
      if (value.isEmpty()) {
        missing.add(key);
      }
      return value.orElse("");
    }

    void check() {
      if (!missing.isEmpty()) {
        throw new ConfigurationException(
            "kafila.kafka.profile = %s needs %s: set %s"
                .formatted(
                    profile, String.join(" and ", missing), missing.size() == 1 ? "it" : "them"));
      }
    }
  }
}
