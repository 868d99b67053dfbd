package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.kafila.event.RejectedEventException;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.store.StoreAwayException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.TypeConversionException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassificationTest {

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(new UnreadableEventException("no JSON"), FailureKind.RECORD),
        arguments(new RejectedEventException("never"), FailureKind.RECORD),
        arguments(
            new TypeConversionException("x", int.class, new NumberFormatException()),
            FailureKind.RECORD),
        arguments(new StoreAwayException("away", null), FailureKind.SURROUNDINGS),
        arguments(new SQLTransientConnectionException("pool empty"), FailureKind.SURROUNDINGS),
        arguments(new SQLNonTransientConnectionException("refused"), FailureKind.SURROUNDINGS),
        arguments(new SQLException("broken", "08006"), FailureKind.SURROUNDINGS),
        arguments(new SQLException("shutting down", "57P01"), FailureKind.SURROUNDINGS),
        arguments(new SQLException("too many", "53300"), FailureKind.SURROUNDINGS),
        arguments(new SQLException("read only", "25006"), FailureKind.SURROUNDINGS),
        arguments(new SQLException("pool closed"), FailureKind.SURROUNDINGS),
        arguments(new SQLException("duplicate key", "23505"), FailureKind.UNKNOWN),
        arguments(new SQLException("deadlock", "40P01"), FailureKind.UNKNOWN),
        arguments(new TimeoutException("no broker"), FailureKind.SURROUNDINGS),
        arguments(new NotEnoughReplicasException("one left"), FailureKind.SURROUNDINGS),
        arguments(new TopicAuthorizationException("no"), FailureKind.SURROUNDINGS),
        arguments(new SaslAuthenticationException("who?"), FailureKind.SURROUNDINGS),
        arguments(new RecordTooLargeException("2 MiB"), FailureKind.UNKNOWN),
        arguments(new InterruptedException(), FailureKind.SURROUNDINGS),
        arguments(new RejectedExecutionException("stopping"), FailureKind.SURROUNDINGS),
        arguments(new ConnectException("a webhook's host"), FailureKind.UNKNOWN),
        arguments(new IllegalStateException("a bug"), FailureKind.UNKNOWN),
        arguments(new StackOverflowError(), FailureKind.UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("table")
  void each_failure_has_its_kind_also_within_others(Throwable failure, FailureKind kind) {
    // When
    FailureKind bare = Classification.of(failure);
    FailureKind wrapped =
        Classification.of(new RuntimeCamelException(new IllegalStateException(failure)));

    // Then
    assertThat(bare).isEqualTo(kind);
    assertThat(wrapped).isEqualTo(kind);
  }

  @Test
  void the_outermost_that_is_known_decides() {
    // Given
    var failure = new UnreadableEventException("no", new SQLException("broken", "08006"));

    // When
    FailureKind kind = Classification.of(failure);

    // Then
    assertThat(kind).isEqualTo(FailureKind.RECORD);
  }

  @Test
  void a_circle_of_causes_ends() {
    // Given
    var first = new IllegalStateException("first");
    first.initCause(new IllegalArgumentException("second", first));

    // When
    FailureKind kind = Classification.of(first);

    // Then
    assertThat(kind).isEqualTo(FailureKind.UNKNOWN);
  }
}
