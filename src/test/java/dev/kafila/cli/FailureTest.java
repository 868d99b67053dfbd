package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.config.ConfigurationException;
import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.store.StoreAwayException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
  private final StringWriter err = new StringWriter();

  static Stream<Exception> whatTheOperatorMends() {
    return Stream.of(
        new ConfigurationException("do this"),
        new KafkaAwayException("do this", null),
        new StoreAwayException("do this", null),
        new IllegalStateException("context", new ConfigurationException("do this")));
  }

  @ParameterizedTest
  @MethodSource("whatTheOperatorMends")
  void whatTheOperatorMendsIsOneLineAndTwo(Exception error) {
    // When
    int exitCode = Failure.report(error, false, new PrintWriter(err));

    // Then
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("kafila: do this" + System.lineSeparator());
  }

  @Test
  void anythingElseIsOneLineAndOne() {
    // When
    int exitCode =
        Failure.report(
            new IllegalStateException("first\n  second\r\nthird"), false, new PrintWriter(err));

    // Then
    assertThat(exitCode).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("kafila: first second third (--verbose tells more)" + System.lineSeparator());
  }

  @Test
  void anErrorWithoutAMessageIsCalledByItsName() {
    // When
    Failure.report(new NullPointerException(), false, new PrintWriter(err));

    // Then
    assertThat(err.toString()).contains("NullPointerException");
  }

  @Test
  void everythingIsToldWhenAskedFor() {
    // When
    Failure.report(new IllegalStateException("broken"), true, new PrintWriter(err));

    // Then
    assertThat(err.toString()).contains("\tat dev.kafila.cli.FailureTest").contains("as above");
  }
}
