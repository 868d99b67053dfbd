package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.HttpReceiver;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.MailServer;
import dev.kafila.testing.TestServers;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} when a mail server has taken a mail and a receiver a webhook, and Kafila does not
 * know it yet; and while others' mails are held for quiet hours.
 */
class CutOffDeliveryIT {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final String ALL_DAY = "{\"start\":\"00:00\",\"end\":\"23:59\"}";

  @TempDir Path directory;

  @Test
  void what_was_taken_comes_again_with_the_same_id_and_what_was_held_comes_once() throws Exception {
    try (var watchdog = new Watchdog();
        var mails = new MailServer(directory);
        var receiver = new HttpReceiver();
        var broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
      var builder =
          KafilaProcess.in(directory)
              .database(TestServers.database())
              .bootstrapServers(broker.bootstrapServers())
              .setting("kafila.mail.host", "127.0.0.1")
              .setting("kafila.mail.port", Integer.toString(mails.port()))
              .setting("kafila.mail.tls", "starttls")
              .setting("kafila.mail.from", "kafila@example.org")
              .setting("kafila.webhook.allow-private-addresses", "true")
              .setting("java.tool.options", mails.javaOptions());
      try (var first = builder.startAndAwaitReady()) {
        watchdog.watch(first.pid());

        // Given
        prefer(first, "ann", "email", "ann@example.org", "null");
        prefer(first, "bob", "webhook", receiver.url("/bob"), "null");
        prefer(first, "cleo", "email", "cleo@example.org", ALL_DAY);
        remind(first, "cleo", "one", "two");
        await().atMost(SOON).until(() -> statuses(first, "cleo", "email"), held(2));
        var taken = new CountDownLatch(2);
        var killed = new CountDownLatch(1);
        mails.whenTheNextIsTaken(() -> waitFor(taken, killed));
        receiver.answer("/bob", socket -> waitFor(taken, killed));

        // When
        remind(first, "ann", "water the plants");
        remind(first, "bob", "feed the cat");
        assertThat(taken.await(SOON.toSeconds(), TimeUnit.SECONDS)).as(first::output).isTrue();
        first.kill();
        killed.countDown();
      }
      assertThat(mails.mails()).extracting(MailServer.Mail::to).containsExactly("ann@example.org");

      try (var second = builder.startAndAwaitReady()) {
        watchdog.watch(second.pid());

        // Then
        await()
            .atMost(SOON)
            .until(() -> statuses(second, "ann", "email"), List.of("delivered")::equals);
        await()
            .atMost(SOON)
            .until(() -> statuses(second, "bob", "webhook"), List.of("delivered")::equals);
        var anns = id(second, "ann");
        assertThat(mails.mails())
            .hasSize(2)
            .containsOnly(
                new MailServer.Mail(
                    true, "ann@example.org", "<%s@kafila>".formatted(anns), "water the plants"));
        assertThat(attempts(second, "ann", "email")).as("both are told").isEqualTo(2);
        assertThat(receiver.received("/bob"))
            .extracting(request -> request.headers().get("webhook-id"))
            .containsExactly(id(second, "bob"), id(second, "bob"));
        assertThat(attempts(second, "bob", "webhook")).isEqualTo(2);

        // When
        prefer(second, "cleo", "email", "cleo@example.org", "null");

        // Then
        await().atMost(SOON).until(() -> mails.mails().size() == 3);
        await()
            .atMost(SOON)
            .until(
                () -> statuses(second, "cleo", "email"),
                List.of("delivered", "in_digest", "in_digest")::equals);
        assertThat(mails.mails().get(2).to()).isEqualTo("cleo@example.org");
        assertThat(mails.mails().get(2).subject()).startsWith("2 reminders");
        assertThat(mails.mails()).allMatch(MailServer.Mail::encrypted);
        second.stop();
        assertThat(mails.mails()).hasSize(3);
      }
    }
  }

  private static Predicate<List<String>> held(int count) {
    return statuses -> statuses.size() == count && statuses.stream().allMatch("held"::equals);
  }

  private static void waitFor(CountDownLatch taken, CountDownLatch killed) {
    taken.countDown();
    try {
      killed.await(SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void prefer(
      KafilaProcess process, String user, String channel, String address, String quietHours)
      throws InterruptedException {
    var body =
        "{\"time_zone\":\"UTC\",\"channels\":[\"%1$s\"],\"addresses\":{\"%1$s\":\"%2$s\"},\"quiet_hours\":%3$s}"
            .formatted(channel, address, quietHours);
    var answer =
        process.send(
            HttpRequest.newBuilder(process.http("/api/" + user + "/preferences"))
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static void remind(KafilaProcess process, String user, String... titles)
      throws InterruptedException {
    var at = Instant.now().plusSeconds(2).toString();
    for (var title : titles) {
      var body = Map.of("title", title, "reminders", List.of(Map.of("remind_at", at)));
      var answer = process.post(process.http("/api/" + user + "/tasks"), Json.write(body));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  private static List<JsonNode> inbox(KafilaProcess process, String user)
      throws InterruptedException {
    var answer = process.get(process.http("/api/" + user + "/notifications"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var list = Json.read(answer.body(), JsonNode.class).path("notifications");
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  private static String id(KafilaProcess process, String user) throws InterruptedException {
    return inbox(process, user).get(0).path("notification_id").asText();
  }

  /** Of all notifications, newest first. */
  private static List<String> statuses(KafilaProcess process, String user, String channel)
      throws InterruptedException {
    return inbox(process, user).stream()
        .map(one -> on(one, channel).path("status").asText())
        .toList();
  }

  private static int attempts(KafilaProcess process, String user, String channel)
      throws InterruptedException {
    return on(inbox(process, user).get(0), channel).path("attempts").asInt();
  }

  private static JsonNode on(JsonNode notification, String channel) {
    return StreamSupport.stream(notification.path("channels").spliterator(), false)
        .filter(one -> one.path("channel").asText().equals(channel))
        .findFirst()
        .orElse(Json.mapper().missingNode());
  }
}
