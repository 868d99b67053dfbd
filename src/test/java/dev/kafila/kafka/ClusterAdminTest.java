package dev.kafila.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.config.ConfigurationException;
import java.time.Duration;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterAdminTest {
  private final ClusterAdmin admin =
      new ClusterAdmin(KafkaConnection.embedded(1), Duration.ofMillis(1));

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void notBeingLetInIsForTheOperator() {
    assertThatThrownBy(() -> admin.answer(failed(new SaslAuthenticationException("bad password"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("bad password")
        .hasMessageContaining("kafila.kafka.profile");
  }

  @Test
  void notBeingAllowedIsForTheOperator() {
    assertThatThrownBy(() -> admin.answer(failed(new ClusterAuthorizationException("no ALTER"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no ALTER");
  }

  @Test
  void whatMayPassIsAnAwayCluster() {
    assertThatThrownBy(() -> admin.answer(failed(new NotControllerException("moving"))))
        .isInstanceOf(KafkaAwayException.class);
    assertThatThrownBy(() -> admin.answer(failed(new IllegalStateException("closed"))))
        .isInstanceOf(KafkaAwayException.class);
  }

  @Test
  void noAnswerInTimeIsAnAwayCluster() {
    assertThatThrownBy(() -> admin.answer(new KafkaFutureImpl<Void>()))
        .isInstanceOf(KafkaAwayException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void anInterruptEndsTheWaitingAndStaysSet() {
    // Given
    Thread.currentThread().interrupt();

    // When, then
    assertThatThrownBy(() -> admin.answer(new KafkaFutureImpl<Void>()))
        .isInstanceOf(KafkaAwayException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatTheClusterSaysOtherwiseIsPassedOn() {
    assertThatThrownBy(() -> admin.answer(failed(new InvalidTopicException("a name"))))
        .isInstanceOf(InvalidTopicException.class);
  }

  private static KafkaFutureImpl<Void> failed(Exception why) {
    var future = new KafkaFutureImpl<Void>();
    future.completeExceptionally(why);
    return future;
  }
}
