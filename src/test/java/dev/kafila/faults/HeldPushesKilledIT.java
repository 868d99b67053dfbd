package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.MailServer;
import dev.kafila.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} around the moment at which quiet hours end, while others' mails wait because
 * there were more than they want at a time: each mail once, copies of one excepted.
 *
 * <p>System property: {@code kafila.faults.kills} (5), somewhat more than a minute each.
 */
@Tag("faults")
class HeldPushesKilledIT {
  private static final int KILLS = Integer.getInteger("kafila.faults.kills", 5);
  private static final Duration SOON = Duration.ofMinutes(3);

  /** Until quiet hours end, at least: to be reminded in. */
  private static final Duration AHEAD = Duration.ofSeconds(25);

  private static final int FIRST_MILLIS = -200;
  private static final int LAST_MILLIS = 1_000;

  @TempDir Path directory;

  @Test
  void what_is_held_goes_once_however_often_the_application_is_killed_as_it_goes()
      throws Exception {
    try (var watchdog = new Watchdog();
        var mails = new MailServer(directory);
        var broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
      var builder =
          mails
              .knownTo(KafilaProcess.in(directory))
              .database(TestServers.database())
              .bootstrapServers(broker.bootstrapServers());
      var process = builder.startAndAwaitReady();
      try {
        // When
        for (int round = 0; round < KILLS; round++) {
          watchdog.watch(process.pid());
          var end = Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
          prepare(process, round, end);
          int at = FIRST_MILLIS + (LAST_MILLIS - FIRST_MILLIS) * round / Math.max(1, KILLS - 1);
          long millis = Duration.between(Instant.now(), end).toMillis() + at;
          TimeUnit.MILLISECONDS.sleep(Math.max(0, millis));
          process.kill();
          System.out.printf("%s kill %d, %+d ms%n", Instant.now(), round + 1, at);
          process = builder.startAndAwaitReady();
        }

        // Then
        for (int round = 0; round < KILLS; round++) {
          awaitNothingHeld(new NotifiedUser(process, "quiet" + round));
          awaitNothingHeld(new NotifiedUser(process, "burst" + round));
        }
        tell(mails);
        assertThat(different(mails)).isEqualTo(wanted());
      } finally {
        process.close();
      }
    }
  }

  private static void prepare(KafilaProcess process, int round, Instant end)
      throws InterruptedException {
    var quiet = new NotifiedUser(process, "quiet" + round);
    var burst = new NotifiedUser(process, "burst" + round);
    var until = LocalTime.ofInstant(end, ZoneOffset.UTC);
    quiet.prefer(
        "email",
        quiet.name() + "@example.org",
        ",\"quiet_hours\":{\"start\":\"%s\",\"end\":\"%s\"}".formatted(until.minusHours(1), until));
    burst.prefer(
        "email", burst.name() + "@example.org", ",\"burst\":{\"more_than\":1,\"minutes\":1}");
    var second = Instant.now().plusSeconds(3);
    quiet.remind(second, "one", "two");
    burst.remind(second, "one", "two", "three");
    await().atMost(SOON).until(() -> count(quiet, "held") == 2);
    await().atMost(SOON).until(() -> count(burst, "held") == 2 && count(burst, "delivered") == 1);
  }

  private static void awaitNothingHeld(NotifiedUser user) {
    await().atMost(SOON).until(() -> count(user, "held") == 0 && count(user, "requested") == 0);
  }

  private static long count(NotifiedUser user, String status) throws InterruptedException {
    return user.statuses("email").stream().filter(status::equals).count();
  }

  private static Map<String, Integer> wanted() {
    Map<String, Integer> wanted = new TreeMap<>();
    for (int round = 0; round < KILLS; round++) {
      wanted.put("quiet%d@example.org: digest".formatted(round), 1);
      wanted.put("burst%d@example.org: digest".formatted(round), 1);
      wanted.put("burst%d@example.org: reminder".formatted(round), 1);
    }
    return wanted;
  }

  /** Mails by what they are; copies with the same Message-ID count once. */
  private static Map<String, Integer> different(MailServer mails) {
    return mails.mails().stream()
        .collect(Collectors.toMap(MailServer.Mail::messageId, mail -> mail, (one, copy) -> one))
        .values()
        .stream()
        .collect(
            Collectors.toMap(
                mail ->
                    mail.to()
                        + (mail.subject().startsWith("2 reminders") ? ": digest" : ": reminder"),
                mail -> 1,
                Integer::sum,
                TreeMap::new));
  }

  private static void tell(MailServer mails) {
    var ids = mails.mails().stream().map(MailServer.Mail::messageId).distinct().count();
    System.out.printf(
        "held-pushes-killed: %d kills, %d mails, %d of them copies%n",
        KILLS, mails.mails().size(), mails.mails().size() - ids);
  }
}
