package dev.kafila.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kafila.config.DeliverySettings.MailTls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliverySettingsTest {

  private static DeliverySettings read(Map<String, String> settings) {
    return Settings.read(key -> Optional.ofNullable(settings.get(key))).delivery();
  }

  @Test
  void nothingIsSetUpUnlessSaid() {
    // When
    var delivery = read(Map.of());

    // Then
    assertThat(delivery.mail()).isEmpty();
    assertThat(delivery.telegram()).isEmpty();
    assertThat(delivery.ntfyUrl()).isEmpty();
    assertThat(delivery.privateWebhooks()).isFalse();
    assertThat(delivery.slackUrl()).isEqualTo("https://hooks.slack.com/");
    assertThat(delivery.giveUpAfter()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aMailServerAndABot() {
    // When
    var delivery =
        read(
            Map.of(
                "kafila.mail.host", "mail.example.org",
                "kafila.mail.from", "Kafila <kafila@example.org>",
                "kafila.mail.tls", "TLS",
                "kafila.mail.username", "kafila",
                "kafila.mail.password", "hush",
                "kafila.telegram.token", "1:hush",
                "kafila.slack.url", "https://chat.example.org",
                "kafila.delivery.give-up-after", "90s"));

    // Then
    var mail = delivery.mail().orElseThrow();
    assertThat(mail.port()).isEqualTo(465);
    assertThat(mail.tls()).isEqualTo(MailTls.TLS);
    assertThat(mail.username()).contains("kafila");
    assertThat(delivery.giveUpAfter()).isEqualTo(Duration.ofSeconds(90));
    assertThat(delivery.slackUrl()).isEqualTo("https://chat.example.org/");
    assertThat(delivery.toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "kafila.mail.from, ''",
    "kafila.mail.tls, ssl",
    "kafila.mail.port, 0",
    "kafila.delivery.give-up-after, 10",
    "kafila.delivery.give-up-after, soon",
    "kafila.webhook.allow-private-addresses, maybe",
  })
  void whatMakesNoSenseIsNamed(String key, String value) {
    // Given
    Map<String, String> settings =
        new HashMap<>(
            Map.of("kafila.mail.host", "mail.example.org", "kafila.mail.from", "a@example.org"));
    settings.put(key, value);

    // Then
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> read(settings))
        .withMessageStartingWith(key);
  }
}
