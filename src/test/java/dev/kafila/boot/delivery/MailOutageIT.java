package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.kafila.notification.DeliveryStatus;
import dev.kafila.process.Ports;
import dev.kafila.testing.HttpReceiver;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server that is away for a while: 10 seconds, or as many as {@code -Dkafila.outage.seconds}
 * says.
 */
class MailOutageIT {
  private static final Logger LOG = LoggerFactory.getLogger(MailOutageIT.class);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("kafila.outage.seconds", 10));
  private static final Duration SOON = Duration.ofSeconds(90);

  private final ServerSetup setup = new ServerSetup(Ports.free(), "127.0.0.1", "smtp");

  @Test
  void nothingIsLostNothingComesTwiceAndNobodyElseWaits() throws Exception {
    var mails = new GreenMail(setup);
    mails.start();
    try (var receiver = new HttpReceiver();
        var deliveries =
            new Deliveries(
                Map.of(
                    "kafila.mail.host", "127.0.0.1",
                    "kafila.mail.port", Integer.toString(setup.getPort()),
                    "kafila.mail.tls", "none",
                    "kafila.mail.from", "kafila@example.org",
                    "kafila.webhook.allow-private-addresses", "true"),
                "email",
                "webhook")) {
      // Given
      for (var user : List.of("ann", "bob", "cleo")) {
        deliveries.prefer(
            user,
            "{\"channels\":[\"email\"],\"addresses\":{\"email\":\"%s@example.org\",\"webhook\":\"%s\"}}"
                .formatted(user, receiver.url("/" + user)));
      }
      // Every consumer has its partitions, and every class is loaded.
      deliveries.request("ann", "before", "email");
      var first = deliveries.request("cleo", "before", "webhook", "in_app");
      await().atMost(SOON).until(() -> mails.getReceivedMessages().length == 1);
      awaitDelivered(deliveries, "cleo", first, "webhook", SOON);
      awaitDelivered(deliveries, "cleo", first, "in_app", SOON);
      mails.stop();
      var stopped = Instant.now();

      // When
      List<UUID> requested = new ArrayList<>();
      List<String> annsOrder = new ArrayList<>();
      List<Duration> hooksTook = new ArrayList<>();
      int number = 0;
      while (Duration.between(stopped, Instant.now()).compareTo(OUTAGE) < 0) {
        number++;
        requested.add(deliveries.request("ann", "mail " + number, "email"));
        annsOrder.add("ann@example.org: mail " + number);
        requested.add(deliveries.request("bob", "mail " + number, "email"));
        var asked = System.nanoTime();
        var hook = deliveries.request("cleo", "hook " + number, "webhook", "in_app");
        // All the while no mail goes out: what arrives has not waited for one. How long it takes
        // is up to the machine: 1 s at a load of 25 on two cores, 26 s at one of 57.
        awaitDelivered(deliveries, "cleo", hook, "webhook", SOON);
        awaitDelivered(deliveries, "cleo", hook, "in_app", SOON);
        hooksTook.add(Duration.ofNanos(System.nanoTime() - asked));
        await().pollDelay(OUTAGE.dividedBy(10)).timeout(OUTAGE).until(() -> true);
      }

      // Then
      LOG.info("webhooks took {}", hooksTook);
      assertThat(deliveries.breaker("email").getState()).isIn(State.OPEN, State.HALF_OPEN);
      assertThat(deliveries.breaker("webhook").getState()).isEqualTo(State.CLOSED);
      var waiting = deliveries.status("ann", requested.get(0), "email");
      assertThat(waiting.status()).isEqualTo(DeliveryStatus.REQUESTED);
      assertThat(waiting.error()).isEqualTo("it cannot be connected to");
      assertThat(waiting.attempts()).isPositive();

      var seen = deliveries.channel("email");
      assertThat(seen.at("/route/state").asText()).isEqualTo("started");
      assertThat(seen.at("/breaker/id").asText()).isEqualTo("email-breaker");
      assertThat(seen.at("/breaker/state").asText()).isIn("open", "half_open");
      assertThat(Instant.parse(seen.at("/breaker/since").asText())).isAfter(stopped);
      assertThat(seen.at("/deliveries/waiting").asInt()).isEqualTo(requested.size());
      assertThat(Instant.parse(seen.at("/deliveries/waiting_since").asText())).isAfter(stopped);
      assertThat(seen.at("/deliveries/last_delivered_at").isMissingNode()).isFalse();
      assertThat(seen.at("/deliveries/last_error").asText()).isEqualTo("it cannot be connected to");

      // When
      var again = new GreenMail(setup);
      again.start();
      var restarted = Instant.now();

      // Then
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(again.getReceivedMessages()).hasSize(requested.size()));
      LOG.info(
          "away for {} s: {} mails waited, all there {} s after its return, after {} tries",
          OUTAGE.toSeconds(),
          requested.size(),
          Duration.between(restarted, Instant.now()).toSeconds(),
          deliveries.store.value(Long.class, "select count(*) from notification_attempts"));
      for (var id : requested) {
        var user = requested.indexOf(id) % 2 == 0 ? "ann" : "bob";
        awaitDelivered(deliveries, user, id, "email", SOON);
      }
      assertThat(List.of(again.getReceivedMessages()))
          .extracting(mail -> mail.getMessageID())
          .containsExactlyInAnyOrderElementsOf(
              requested.stream().map("<%s@kafila>"::formatted).toList());
      assertThat(List.of(again.getReceivedMessages()))
          .extracting(mail -> mail.getAllRecipients()[0] + ": " + mail.getSubject())
          .filteredOn(mail -> mail.startsWith("ann"))
          .containsExactlyElementsOf(annsOrder);
      assertThat(deliveries.breaker("email").getState()).isEqualTo(State.CLOSED);
      assertThat(deliveries.channel("email").at("/breaker/state").asText()).isEqualTo("closed");
      assertThat(deliveries.channel("email").at("/deliveries/waiting").asInt()).isZero();
      assertThat(
              deliveries.store.list(
                  String.class, "select distinct outcome from notification_attempts"))
          .as("whom the breaker held back has made no attempt")
          .containsExactlyInAnyOrder("delivered", "away");
      assertThat(deliveries.deadLetters()).isZero();
      assertThat(
              deliveries.published.stream()
                  .filter(one -> one.type().equals("notification.delivered"))
                  .filter(one -> "email".equals(one.headers().get("ce_channel"))))
          .hasSize(1 + requested.size());
      assertThat(deliveries.published).noneMatch(one -> one.type().equals("notification.failed"));
      again.stop();
    }
  }

  private static void awaitDelivered(
      Deliveries deliveries, String user, UUID id, String channel, Duration within) {
    await()
        .atMost(within)
        .untilAsserted(
            () ->
                assertThat(deliveries.status(user, id, channel).status())
                    .as(deliveries::state)
                    .isEqualTo(DeliveryStatus.DELIVERED));
  }
}
