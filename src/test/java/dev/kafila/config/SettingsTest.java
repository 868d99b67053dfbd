package dev.kafila.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void nothingSetMeansEmbeddedServersOnLoopback() {
    // Given
    var nothing = Map.<String, String>of();

    // When
    var settings = read(nothing);

    // Then
    assertThat(settings.kafka().bootstrapServers()).isEmpty();
    assertThat(settings.database().url()).isEmpty();
    assertThat(settings.http()).isEqualTo(new Settings.Address("127.0.0.1", 8080));
    assertThat(settings.management()).isEqualTo(new Settings.Address("127.0.0.1", 9876));
  }

  @ParameterizedTest
  @CsvSource({
    "kafila.http.port, 65536",
    "kafila.http.port, eighty",
    "kafila.kafka.partitions, 0",
    "kafila.lag.alert-threshold, -1",
    "kafila.production, yes",
    "kafila.notifications.rate-limit, -1",
    "kafila.keep.activity-days, 0",
    "kafila.keep.reminders-days, 30",
    "kafila.keep.conversations-days, 0",
    "kafila.keep.notifications-days, 30",
    "kafila.kafka.profile, sasl-scram-999",
    "kafila.consume.max-redeliveries, soon",
    "kafila.model.timeout, 0s"
  })
  void aSettingThatMakesNoSenseIsNamedWithItsValue(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value)
        .hasMessageContaining("must be");
  }

  @ParameterizedTest
  @CsvSource({
    "kafila.http.token-secret, hunter2, needs at least 32 bytes",
    "kafila.database.url, mysql://me:hunter2@host/kafila, must begin with jdbc:postgresql:"
  })
  void whatMayHoldASecretIsNotRepeated(String key, String value, String reason) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(key)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("hunter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:11434", "ftp://host/v1", "http://me:hunter2@host/v1", "ht tp"})
  void whatIsNoAddressOfAModelIsNotRepeated(String url) {
    assertThatThrownBy(() -> read(Map.of("kafila.model.url", url)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("kafila.model.url must be")
        .hasMessageNotContaining("hunter");
  }

  @Test
  void noModelIsAskedUnlessOneIsNamed() {
    // When
    var nothing = read(Map.of()).model();
    var named = read(Map.of("kafila.model.url", "http://127.0.0.1:11434/v1")).model();

    // Then
    assertThat(nothing.url()).isEmpty();
    assertThat(named.url()).contains(URI.create("http://127.0.0.1:11434/v1"));
    assertThat(named.timeout()).hasSeconds(10);
  }

  @Test
  void secretsAreNotPrinted() {
    // Given
    var secrets =
        Map.of(
            "kafila.database.password",
            "hunter2",
            "kafila.http.token-secret",
            "hunter3 of the thirty-two bytes and more",
            "kafila.model.key",
            "hunter4");

    // When
    var printed = read(secrets).toString();

    // Then
    assertThat(printed).doesNotContain("hunter");
  }

  private static Settings read(Map<String, String> values) {
    return Settings.read(key -> Optional.ofNullable(values.get(key)));
  }
}
