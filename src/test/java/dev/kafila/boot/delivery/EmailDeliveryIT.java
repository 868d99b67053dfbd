package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.kafila.notification.DeliveryStatus;
import dev.kafila.process.Ports;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailDeliveryIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final int port = Ports.free();
  private final GreenMail mails = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
  private Deliveries deliveries;

  @BeforeEach
  void start() throws Exception {
    mails.start();
    deliveries =
        new Deliveries(
            Map.of(
                "kafila.mail.host", "127.0.0.1",
                "kafila.mail.port", Integer.toString(port),
                "kafila.mail.tls", "none",
                "kafila.mail.from", "Kafila <kafila@example.org>"),
            "email");
    deliveries.prefer(
        "ann", "{\"channels\":[\"email\"],\"addresses\":{\"email\":\"ann@example.org\"}}");
  }

  @AfterEach
  void stop() {
    deliveries.close();
    mails.stop();
  }

  @Test
  void aMailArrivesAsTextAndPage() throws Exception {
    // When
    var id = deliveries.request("ann", "Pay <b>\"rent\"</b> & go\r\nBcc: eve@example.org", "email");

    // Then
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(mails.getReceivedMessages()).as(deliveries.state()).hasSize(1));
    MimeMessage mail = mails.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("Pay <b>\"rent\"</b> & go Bcc: eve@example.org");
    assertThat(mail.getMessageID()).isEqualTo("<%s@kafila>".formatted(id));
    assertThat(mail.getFrom()[0]).hasToString("Kafila <kafila@example.org>");
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getHeader("ce_id")).isNull();
    var parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("Due today.");
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat(parts.getBodyPart(1).getContent().toString())
        .contains("<h1 style=\"font: bold 1.3em sans-serif\">Pay &lt;b&gt;&quot;rent&quot;")
        .doesNotContain("<b>");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              var status = deliveries.status("ann", id, "email");
              assertThat(status.status()).isEqualTo(DeliveryStatus.DELIVERED);
              assertThat(status.attempts()).isEqualTo(1);
            });
    assertThat(deliveries.outcomes(id, "email")).containsExactly("delivered");
  }
}
