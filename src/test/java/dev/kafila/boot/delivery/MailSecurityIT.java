package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.kafila.notification.DeliveryStatus;
import dev.kafila.process.Ports;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail servers that ask who we are, and those that we must not trust. */
class MailSecurityIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void itLogsIn() throws Exception {
    var mails = server("smtp");
    try (var deliveries = deliveries(mails, "none", "secret")) {
      // When
      var id = deliveries.request("ann", "Pay the rent", "email");

      // Then
      deliveries.awaitStatus("ann", id, "email", DeliveryStatus.DELIVERED);
      assertThat(mails.getReceivedMessages()).hasSize(1);
    } finally {
      mails.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "smtp,  none,     wrong,  the mail server does not accept our login",
    "smtp,  starttls, secret, the mail server does not answer as it should", // it offers no TLS
    "smtps, tls,      secret, no secure connection to it" // nobody vouches for its certificate
  })
  void nothingGoesOutOtherwise(String protocol, String tls, String password, String why)
      throws Exception {
    var mails = server(protocol);
    try (var deliveries = deliveries(mails, tls, password)) {
      // When
      var id = deliveries.request("ann", "Pay the rent", "email");

      // Then
      await()
          .dontCatchUncaughtExceptions() // GreenMail's thread throws when the client hangs up
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(deliveries.status("ann", id, "email").error())
                      .as(deliveries::state)
                      .isEqualTo(why));
      assertThat(deliveries.status("ann", id, "email").status())
          .isEqualTo(DeliveryStatus.REQUESTED);
      assertThat(mails.getReceivedMessages()).isEmpty();
    } finally {
      mails.stop();
    }
  }

  private static GreenMail server(String protocol) {
    var setup = new ServerSetup(Ports.free(), "127.0.0.1", protocol);
    setup.setServerStartupTimeout(SOON.toMillis());
    var mails = new GreenMail(setup);
    mails.withConfiguration(GreenMailConfiguration.aConfig().withUser("kafila", "secret"));
    mails.start();
    return mails;
  }

  private static Deliveries deliveries(GreenMail mails, String tls, String password)
      throws Exception {
    var setup =
        mails.getSmtp() == null
            ? mails.getSmtps().getServerSetup()
            : mails.getSmtp().getServerSetup();
    var deliveries =
        new Deliveries(
            Map.of(
                "kafila.mail.host",
                "127.0.0.1",
                "kafila.mail.port",
                Integer.toString(setup.getPort()),
                "kafila.mail.tls",
                tls,
                "kafila.mail.username",
                "kafila",
                "kafila.mail.password",
                password,
                "kafila.mail.from",
                "Kafila <kafila@example.org>"),
            "email");
    deliveries.prefer(
        "ann", "{\"channels\":[\"email\"],\"addresses\":{\"email\":\"ann@example.org\"}}");
    return deliveries;
  }
}
