package dev.kafila.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "kafila.production, yes"
  })
  void aSettingThatMakesNoSenseIsNamedWithItsValue(String key, String value) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value)
        .hasMessageContaining("must be");
  }

  @Test
  void secretsAreNotPrinted() {
    // Given
    var secrets =
        Map.of("kafila.database.password", "hunter2", "kafila.http.token-secret", "hunter3");

    // When
    var printed = read(secrets).toString();

    // Then
    assertThat(printed).doesNotContain("hunter");
  }

  private static Settings read(Map<String, String> values) {
    return Settings.read(key -> Optional.ofNullable(values.get(key)));
  }
}
