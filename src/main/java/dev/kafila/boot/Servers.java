package dev.kafila.boot;

import dev.kafila.config.Settings;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.store.EmbeddedDatabase;
import java.util.concurrent.CompletableFuture;

/**
 * Where PostgreSQL and Kafka are: the ones named in the settings, or embedded ones started here.
 *
 * @param databaseUrl JDBC URL
 * @param kafkaUp completed once an embedded broker serves clients, at once without one
 */
record Servers(
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    KafkaConnection kafka,
    CompletableFuture<Void> kafkaUp) {

  /**
   * Returns when PostgreSQL serves; an embedded broker may still be starting, since nobody who
   * chats needs it.
   *
   * @param closing takes what is started
   * @throws dev.kafila.config.ConfigurationException if a port is taken
   */
  static Servers start(Settings settings, Closing closing) {
    var database = settings.database();
    var kafka = settings.kafka();
    // First, since it takes longest.
    var broker = kafka.bootstrapServers().isPresent() ? null : broker(settings, closing);
    var connection =
        broker == null ? KafkaConnection.to(kafka) : KafkaConnection.embedded(broker.port());
    CompletableFuture<Void> up =
        broker == null ? CompletableFuture.completedFuture(null) : broker.up();
    return database
        .url()
        .map(url -> new Servers(url, database.user(), database.password(), connection, up))
        .orElseGet(() -> embedded(settings, closing, connection, up));
  }

  private static EmbeddedBroker broker(Settings settings, Closing closing) {
    return closing.add(
        EmbeddedBroker.launch(settings.dataDirectory(), settings.kafka().embeddedPort()));
  }

  private static Servers embedded(
      Settings settings, Closing closing, KafkaConnection kafka, CompletableFuture<Void> kafkaUp) {
    var server =
        closing.add(
            EmbeddedDatabase.start(settings.dataDirectory(), settings.database().embeddedPort()));
    return new Servers(server.url(), EmbeddedDatabase.USER, "", kafka, kafkaUp);
  }
}
