package dev.kafila.boot;

import dev.kafila.config.Settings;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.store.EmbeddedDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Where PostgreSQL and Kafka are: the ones named in the settings, or embedded ones started here.
 *
 * @param databaseUrl JDBC URL
 */
record Servers(
    String databaseUrl, String databaseUser, String databasePassword, KafkaConnection kafka) {

  /**
   * @param closing takes what is started
   * @throws dev.kafila.config.ConfigurationException if a port is taken
   */
  static Servers start(Settings settings, Closing closing) {
    var database = settings.database();
    var kafka = settings.kafka();
    // Both take seconds; together they take as long as the slower one.
    var broker =
        CompletableFuture.supplyAsync(
            () ->
                kafka.bootstrapServers().isPresent()
                    ? KafkaConnection.to(kafka)
                    : broker(settings, closing));
    try {
      return database
          .url()
          .map(url -> external(settings, url, broker))
          .orElseGet(() -> embedded(settings, closing, broker));
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      // Whatever happened, closing must find the broker.
      broker.exceptionally(failure -> null).join();
    }
  }

  private static Servers external(
      Settings settings, String url, CompletableFuture<KafkaConnection> broker) {
    var database = settings.database();
    return new Servers(url, database.user(), database.password(), broker.join());
  }

  private static Servers embedded(
      Settings settings, Closing closing, CompletableFuture<KafkaConnection> broker) {
    var server =
        closing.add(
            EmbeddedDatabase.start(settings.dataDirectory(), settings.database().embeddedPort()));
    return new Servers(server.url(), EmbeddedDatabase.USER, "", broker.join());
  }

  private static KafkaConnection broker(Settings settings, Closing closing) {
    var broker =
        closing.add(
            EmbeddedBroker.start(settings.dataDirectory(), settings.kafka().embeddedPort()));
    return KafkaConnection.embedded(broker.port());
  }
}
