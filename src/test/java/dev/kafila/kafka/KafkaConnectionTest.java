package dev.kafila.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kafila.config.ConfigurationException;
import dev.kafila.config.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConnectionTest {
  private static final String SECRET = "pa\"ss\\word";
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "plaintext, PLAINTEXT, ",
    "tls, SSL, ",
    "mtls, SSL, ",
    "sasl-plain, SASL_SSL, PLAIN",
    "sasl-scram-256, SASL_SSL, SCRAM-SHA-256",
    "sasl-scram-512, SASL_SSL, SCRAM-SHA-512",
    "confluent, SASL_SSL, PLAIN",
    "redpanda-cloud, SASL_SSL, SCRAM-SHA-256",
    "event-hubs, SASL_SSL, PLAIN"
  })
  void aProfileIsTakenByAKafkaClient(String profile, String protocol, String mechanism)
      throws Exception {
    // Given
    var settings = withEverything(profile);

    // When
    var connection = connect(settings);

    // Then
    assertThat(connection.properties())
        .containsEntry("security.protocol", protocol)
        .containsEntry("bootstrap.servers", "127.0.0.1:1");
    assertThat(connection.properties().get("sasl.mechanism")).isEqualTo(mechanism);
    Admin.create(connection.properties()).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sasl-plain", "sasl-scram-256", "sasl-scram-512", "oauth"})
  void saslGoesWithoutTlsOnATrustedNetwork(String profile) throws Exception {
    // Given
    var settings = withEverything(profile);
    settings.put("kafila.kafka.tls", "false");

    // When
    var connection = connect(settings);

    // Then
    assertThat(connection.properties())
        .containsEntry("security.protocol", "SASL_PLAINTEXT")
        .doesNotContainKey("ssl.truststore.location");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mtls|kafila.kafka.keystore",
        "sasl-plain|kafila.kafka.username and kafila.kafka.password",
        "sasl-scram-256|kafila.kafka.username and kafila.kafka.password",
        "sasl-scram-512|kafila.kafka.username and kafila.kafka.password",
        "confluent|kafila.kafka.username and kafila.kafka.password",
        "redpanda-cloud|kafila.kafka.username and kafila.kafka.password",
        "event-hubs|kafila.kafka.password",
        "oauth|kafila.kafka.oauth.token-url and kafila.kafka.oauth.client-id and"
            + " kafila.kafka.oauth.client-secret"
      })
  void whatAProfileLacksIsNamedAllAtOnce(String profile, String missing) {
    assertThatThrownBy(() -> connect(Map.of("kafila.kafka.profile", profile)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(profile)
        .hasMessageContaining(missing);
  }

  @Test
  void aStoreNeedsItsPassword() throws Exception {
    // Given
    var settings = withEverything("mtls");
    settings.remove("kafila.kafka.truststore-password");
    settings.remove("kafila.kafka.keystore-password");

    // When, then
    assertThatThrownBy(() -> connect(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafila.kafka.truststore-password")
        .hasMessageContaining("kafila.kafka.keystore-password");
  }

  @Test
  void pemFilesNeedNoPassword() throws Exception {
    // Given
    var trust = Files.writeString(directory.resolve("ca.crt"), "certificate");
    var key = Files.writeString(directory.resolve("client.pem"), "key and certificate");

    // When
    var connection =
        connect(
            Map.of(
                "kafila.kafka.profile",
                "mtls",
                "kafila.kafka.truststore",
                trust.toString(),
                "kafila.kafka.keystore",
                key.toString(),
                "kafila.kafka.keystore-password",
                SECRET));

    // Then
    assertThat(connection.properties())
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.keystore.type", "PEM")
        .containsEntry("ssl.key.password", SECRET)
        .doesNotContainKey("ssl.truststore.password");
  }

  @Test
  void aMissingStoreIsNamed() {
    assertThatThrownBy(
            () ->
                connect(
                    Map.of(
                        "kafila.kafka.profile",
                        "tls",
                        "kafila.kafka.truststore",
                        directory.resolve("none.jks").toString())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafila.kafka.truststore")
        .hasMessageContaining("none.jks");
  }

  @Test
  void oauthFetchesItsTokenWithTheClientsCredentials() throws Exception {
    // Given
    var asked = new ArrayList<String>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          var answer =
              "{\"access_token\": \"%s\"}".formatted(token()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    var connection =
        connect(
            Map.of(
                "kafila.kafka.profile", "oauth",
                "kafila.kafka.oauth.token-url",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/token",
                "kafila.kafka.oauth.client-id", "kafila",
                "kafila.kafka.oauth.client-secret", "secret",
                "kafila.kafka.oauth.scope", "events"));

    // When
    try {
      Admin.create(connection.properties()).close();
    } finally {
      server.stop(0);
    }

    // Then
    var credentials =
        Base64.getEncoder().encodeToString("kafila:secret".getBytes(StandardCharsets.UTF_8));
    assertThat(asked.get(0)).isEqualTo("Basic " + credentials);
    assertThat(asked.get(1)).contains("grant_type=client_credentials").contains("scope=events");
  }

  @Test
  void mskIamNeedsALibraryOfAmazons() {
    assertThatThrownBy(() -> connect(Map.of("kafila.kafka.profile", "msk-iam")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("aws-msk-iam-auth");
  }

  @Test
  void mskIamUsesThatLibrary() throws Exception {
    // Given
    var anything = directory.toUri().toURL();
    var withLibrary =
        new ClassLoader() {
          @Override
          protected URL findResource(String name) {
            return name.startsWith("software/amazon/msk") ? anything : null;
          }
        };
    var kafka = settings(Map.of("kafila.kafka.profile", "msk-iam")).kafka();

    // When
    var connection = KafkaConnection.to(kafka, withLibrary);

    // Then
    assertThat(connection.properties())
        .containsEntry("sasl.mechanism", "AWS_MSK_IAM")
        .containsEntry(
            "sasl.client.callback.handler.class",
            "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
  }

  @Test
  void anUnknownProfileIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> connect(Map.of("kafila.kafka.profile", "ssl")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafila.kafka.profile = ssl")
        .hasMessageContaining("sasl-scram-512");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broker",
        "broker:",
        "broker:9092,",
        ":9092",
        "broker:9092 other:9092",
        "http://broker:9092"
      })
  void serversThatAreNoneAreSaid(String servers) {
    assertThatThrownBy(() -> connect(Map.of("kafila.kafka.bootstrap-servers", servers)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafila.kafka.bootstrap-servers = " + servers);
  }

  @Test
  void severalServersMayStandThere() {
    assertThat(
            connect(Map.of("kafila.kafka.bootstrap-servers", "a:9092, b:9093")).bootstrapServers())
        .isEqualTo("a:9092, b:9093");
  }

  @Test
  void secretsAreNotPrinted() throws Exception {
    // Given
    var settings = withEverything("sasl-plain");

    // When
    var printed = connect(settings).toString() + settings(settings);

    // Then
    assertThat(printed)
        .contains("127.0.0.1:1 (sasl-plain)")
        .doesNotContain(SECRET)
        .doesNotContain("changeit")
        .doesNotContain("client-secret-value");
  }

  @Test
  void aSecretMayStandInAFile() throws Exception {
    // Given
    var file = Files.writeString(directory.resolve("password"), "from a file\n");

    // When
    var connection =
        connect(
            Map.of(
                "kafila.kafka.profile",
                "event-hubs",
                "kafila.kafka.password-file",
                file.toString()));

    // Then
    assertThat(connection.properties().get("sasl.jaas.config"))
        .isEqualTo(
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " password=\"from a file\" username=\"$ConnectionString\";");
  }

  @Test
  void theEmbeddedBrokerNeedsNothing() {
    assertThat(KafkaConnection.embedded(9).properties())
        .containsOnly(
            Map.entry("bootstrap.servers", "127.0.0.1:9"),
            Map.entry("security.protocol", "PLAINTEXT"));
  }

  private Map<String, String> withEverything(String profile) throws Exception {
    var store = directory.resolve("store.p12");
    if (!Files.exists(store)) {
      var keytool =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-genkeypair",
              "-alias",
              "kafila",
              "-keyalg",
              "EC",
              "-dname",
              "CN=kafila",
              "-storetype",
              "PKCS12",
              "-storepass",
              "changeit",
              "-keystore",
              store.toString());
      assertThat(new ProcessBuilder(keytool).start().waitFor()).isZero();
    }
    var settings = new HashMap<String, String>();
    settings.put("kafila.kafka.profile", profile);
    settings.put("kafila.kafka.username", "someone");
    settings.put("kafila.kafka.password", SECRET);
    settings.put("kafila.kafka.truststore", store.toString());
    settings.put("kafila.kafka.truststore-password", "changeit");
    settings.put("kafila.kafka.keystore", store.toString());
    settings.put("kafila.kafka.keystore-password", "changeit");
    settings.put("kafila.kafka.oauth.token-url", "http://127.0.0.1:1/token");
    settings.put("kafila.kafka.oauth.client-id", "kafila");
    settings.put("kafila.kafka.oauth.client-secret", "client-secret-value");
    return settings;
  }

  /** A connection without security. */
  static KafkaConnection to(String servers) {
    return connect(Map.of("kafila.kafka.bootstrap-servers", servers));
  }

  private static KafkaConnection connect(Map<String, String> values) {
    return KafkaConnection.to(settings(values).kafka());
  }

  private static Settings settings(Map<String, String> values) {
    var all = new HashMap<>(Map.of("kafila.kafka.bootstrap-servers", "127.0.0.1:1"));
    all.putAll(values);
    return Settings.read(key -> Optional.ofNullable(all.get(key)));
  }

  /** A token without a signature: the client looks only at its claims. */
  private static String token() {
    long now = Instant.now().getEpochSecond();
    return base64("{\"alg\":\"none\"}")
        + "."
        + base64(
            "{\"sub\":\"kafila\",\"scope\":\"events\",\"iat\":%d,\"exp\":%d}"
                .formatted(now, now + 3600))
        + "."
        + base64("none");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
