package dev.kafila.kafka;

import dev.kafila.config.ConfigurationException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** Kafka's admin client with bounded waiting, and errors that say what to do. */
public final class ClusterAdmin implements AutoCloseable {
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final KafkaConnection connection;
  private final Duration patience;
  private final Admin admin;

  /**
   * @param patience longest time for each question
   * @throws KafkaAwayException if not even the servers' names can be resolved
   */
  public ClusterAdmin(KafkaConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
    var properties = new HashMap<>(connection.properties());
    int milliseconds = (int) patience.toMillis();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, milliseconds);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, milliseconds);
    properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    try {
      this.admin = Admin.create(properties);
    } catch (KafkaException e) {
      throw away(e);
    }
  }

  public Admin kafka() {
    return admin;
  }

  /**
   * The answer to a question.
   *
   * @throws KafkaAwayException if there is none in time
   * @throws ConfigurationException if the cluster does not know us or does not allow it
   * @throws KafkaException what else the cluster says against it
   */
  public <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(patience.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    } catch (TimeoutException e) {
      throw away(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw told(connection, cause);
      }
      throw away(e.getCause());
    }
  }

  /** Of each partition its first, last or another offset. */
  Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
    var asked =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
    return answer(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, found -> found.getValue().offset()));
  }

  /**
   * What a client's failure means to whoever asked.
   *
   * @return a {@link KafkaAwayException} if the cluster is out of reach, a {@link
   *     ConfigurationException} if it does not know us or does not allow it, or else the failure
   */
  public static RuntimeException told(KafkaConnection connection, KafkaException failure) {
    if (failure instanceof AuthenticationException) {
      return new ConfigurationException(
          "Kafka at %s does not let us in (%s): check kafila.kafka.profile and its user or keys"
              .formatted(connection, failure.getMessage()),
          failure);
    }
    if (failure instanceof AuthorizationException) {
      return new ConfigurationException(
          "Kafka at %s forbids it (%s): give the user that right"
              .formatted(connection, failure.getMessage()),
          failure);
    }
    if (failure instanceof RetriableException) {
      return away(connection, failure);
    }
    return failure;
  }

  private KafkaAwayException away(Throwable cause) {
    return away(connection, cause);
  }

  private static KafkaAwayException away(KafkaConnection connection, Throwable cause) {
    return new KafkaAwayException(
        "Kafka at %s does not answer: %s".formatted(connection, connection.remedy()), cause);
  }

  @Override
  public void close() {
    admin.close(LONGEST_CLOSE);
  }
}
