package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.HttpReceiver;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.MailServer;
import dev.kafila.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} when a mail server has taken a mail and a receiver a webhook, and Kafila does not
 * know it yet; and while others' mails are held for quiet hours.
 */
@Tag("faults")
class CutOffDeliveryIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final String QUIET_ALL_DAY =
      ",\"quiet_hours\":{\"start\":\"00:00\",\"end\":\"23:59\"}";

  @TempDir Path directory;

  @Test
  void what_was_taken_comes_again_with_the_same_id_and_what_was_held_comes_once() throws Exception {
    try (var watchdog = new Watchdog();
        var mails = new MailServer(directory);
        var receiver = new HttpReceiver();
        var broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
      var builder =
          mails
              .knownTo(KafilaProcess.in(directory))
              .database(TestServers.database())
              .bootstrapServers(broker.bootstrapServers())
              .setting("kafila.webhook.allow-private-addresses", "true");
      try (var first = builder.startAndAwaitReady()) {
        watchdog.watch(first.pid());

        // Given
        var ann = new NotifiedUser(first, "ann");
        var bob = new NotifiedUser(first, "bob");
        var cleo = new NotifiedUser(first, "cleo");
        ann.prefer("email", "ann@example.org", "");
        bob.prefer("webhook", receiver.url("/bob"), "");
        cleo.prefer("email", "cleo@example.org", QUIET_ALL_DAY);
        cleo.remind(Instant.now().plusSeconds(2), "one", "two");
        await().atMost(SOON).until(() -> cleo.statuses("email"), List.of("held", "held")::equals);
        var taken = new CountDownLatch(2);
        var killed = new CountDownLatch(1);
        mails.whenTheNextIsTaken(() -> tellAndAwait(taken, killed));
        receiver.answer("/bob", socket -> tellAndAwait(taken, killed));

        // When
        var soon = Instant.now().plusSeconds(2);
        ann.remind(soon, "water the plants");
        bob.remind(soon, "feed the cat");
        assertThat(taken.await(SOON.toSeconds(), TimeUnit.SECONDS)).as(first::output).isTrue();
        first.kill();
        killed.countDown();
      }
      assertThat(mails.mails()).extracting(MailServer.Mail::to).containsOnly("ann@example.org");

      try (var second = builder.startAndAwaitReady()) {
        watchdog.watch(second.pid());
        var ann = new NotifiedUser(second, "ann");
        var bob = new NotifiedUser(second, "bob");
        var cleo = new NotifiedUser(second, "cleo");

        // Then
        await().atMost(SOON).until(() -> ann.statuses("email"), List.of("delivered")::equals);
        await().atMost(SOON).until(() -> bob.statuses("webhook"), List.of("delivered")::equals);
        // Twice, or more often on a machine so busy that one waited too long for the other.
        assertThat(mails.mails())
            .hasSizeGreaterThanOrEqualTo(2)
            .containsOnly(
                new MailServer.Mail(
                    true,
                    "ann@example.org",
                    "<%s@kafila>".formatted(ann.notificationId()),
                    "water the plants"));
        assertThat(ann.attempts("email")).as("each is told").isEqualTo(mails.mails().size());
        assertThat(receiver.received("/bob"))
            .extracting(request -> request.headers().get("webhook-id"))
            .hasSizeGreaterThanOrEqualTo(2)
            .containsOnly(bob.notificationId());
        assertThat(bob.attempts("webhook")).isEqualTo(receiver.received("/bob").size());

        // When
        cleo.prefer("email", "cleo@example.org", "");

        // Then
        await()
            .atMost(SOON)
            .until(
                () -> cleo.statuses("email"),
                List.of("delivered", "in_digest", "in_digest")::equals);
        assertThat(mails.mails())
            .filteredOn(mail -> mail.to().equals("cleo@example.org"))
            .singleElement()
            .satisfies(mail -> assertThat(mail.subject()).startsWith("2 reminders"))
            .satisfies(mail -> assertThat(mail.encrypted()).isTrue());
      }
    }
  }

  private static void tellAndAwait(CountDownLatch taken, CountDownLatch killed) {
    taken.countDown();
    try {
      assertThat(killed.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
