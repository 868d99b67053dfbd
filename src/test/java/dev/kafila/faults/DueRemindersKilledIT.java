package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.faults.judge.Kcat;
import dev.kafila.faults.judge.Recorded;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the application around the second at which reminders are due, judged by the
 * inbox over HTTP and by what kcat reads.
 *
 * <p>System properties: {@code kafila.faults.kills} (20), {@code kafila.faults.seed} (by chance;
 * repeats the moments of the kills).
 */
@Tag("faults")
class DueRemindersKilledIT {
  private static final int KILLS = Integer.getInteger("kafila.faults.kills", 20);
  private static final long SEED =
      Long.getLong("kafila.faults.seed", System.currentTimeMillis() % 1_000_000);
  private static final int USERS = 25;
  private static final int REMINDERS_EACH = 2;

  /** Between asking for the reminders and their second. */
  private static final Duration AHEAD = Duration.ofSeconds(6);

  /** The kills are spread from so long before the second to so long after it. */
  private static final int FIRST_MILLIS = -200;

  private static final int LAST_MILLIS = 800;
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);

  /** Longer than it takes until another one fires what a killed process had picked. */
  private static final Duration NOTHING_FOLLOWS_FOR = Duration.ofSeconds(45);

  @TempDir Path directory;
  private final Watchdog watchdog = new Watchdog();
  private final Random random = new Random(SEED);

  /** The moment of each task's reminder. */
  private final Map<String, Instant> due = new LinkedHashMap<>();

  private final List<String> users = new ArrayList<>();
  private KafilaProcess.Builder builder;
  private KafilaProcess process;

  @Test
  void each_reminder_comes_exactly_once_however_often_the_application_is_killed_at_its_second()
      throws Exception {
    assumeTrue(Kcat.isInstalled(), "kcat is not installed");
    System.out.printf("seed %d%n", SEED);
    try (var broker = EmbeddedBroker.start(directory.resolve("broker"), 0)) {
      // Given
      builder =
          KafilaProcess.in(directory)
              .database(TestServers.database())
              .bootstrapServers(broker.bootstrapServers());
      start();
      try {
        // When
        for (int round = 0; round < KILLS; round++) {
          killAtTheSecond(round);
        }

        // Then
        settle();
        var inbox = inbox();
        var topic = new Kcat(broker.bootstrapServers()).all("notification-events");
        tell(inbox, topic, new Kcat(broker.bootstrapServers()).all("reminder-events"));
        assertThat(times(inbox)).as("notifications of a reminder, seed %d", SEED).isEqualTo(once());
        assertThat(different(topic, "notification.requested")).isEqualTo(once());
        assertThat(different(topic, "notification.delivered")).isEqualTo(once());
      } finally {
        process.close();
        watchdog.close();
      }
    }
  }

  private void start() throws Exception {
    process = builder.start();
    watchdog.watch(process.pid());
    for (int tries = 0; ; tries++) {
      try {
        process.awaitReady();
        return;
      } catch (ConditionTimeoutException e) {
        // A machine that is busy with other things takes its time.
        assertThat(tries).as(process::output).isLessThan(4);
      }
    }
  }

  private void killAtTheSecond(int round) throws Exception {
    var ahead = AHEAD;
    var second = Instant.now();
    for (int tries = 0; !Instant.now().isBefore(second); tries++) {
      // Where adding them took longer than their second was ahead they stay, and others follow.
      second = Instant.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
      ahead = ahead.multipliedBy(2);
      addAll("u%d-%d".formatted(round, tries), second);
    }
    int spread = LAST_MILLIS - FIRST_MILLIS;
    int at = FIRST_MILLIS + spread * round / Math.max(1, KILLS - 1) + random.nextInt(50) - 25;
    long millis = Duration.between(Instant.now(), second).toMillis() + at;
    TimeUnit.MILLISECONDS.sleep(Math.max(0, millis));
    process.kill();
    System.out.printf("%s kill %d, %+d ms%n", Instant.now(), round + 1, at);
    start();
  }

  private void addAll(String name, Instant second) throws InterruptedException {
    for (int i = 0; i < USERS; i++) {
      var user = name + "-" + i;
      users.add(user);
      for (int j = 0; j < REMINDERS_EACH; j++) {
        add(user, "task " + j, second);
      }
    }
  }

  private void add(String user, String title, Instant at) throws InterruptedException {
    var body = Map.of("title", title, "reminders", List.of(Map.of("remind_at", at.toString())));
    var answer = process.post(process.http("/api/" + user + "/tasks"), Json.write(body));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    // What is asked for after its moment may be passed over.
    if (Instant.now().isBefore(at)) {
      due.put(Json.read(answer.body(), JsonNode.class).path("task_id").asText(), at);
    }
  }

  /** Until every reminder has come, and then as long as something might still follow. */
  private void settle() throws Exception {
    try {
      Awaitility.await()
          .atMost(SETTLED_WITHIN)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> times(inbox()).size() == due.size() && allDelivered(inbox()));
    } catch (ConditionTimeoutException e) {
      // Said by what is missing.
    }
    var settled = System.nanoTime();
    Awaitility.await()
        .atMost(NOTHING_FOLLOWS_FOR.multipliedBy(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> System.nanoTime() - settled > NOTHING_FOLLOWS_FOR.toNanos());
  }

  private static boolean allDelivered(List<JsonNode> inbox) {
    return inbox.stream()
        .allMatch(one -> one.path("channels").path(0).path("status").asText().equals("delivered"));
  }

  private List<JsonNode> inbox() throws InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    for (var user : users) {
      var answer = process.get(process.http("/api/" + user + "/notifications?limit=200"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      for (var one : Json.read(answer.body(), JsonNode.class).path("notifications")) {
        if (due.containsKey(one.path("task_id").asText())) {
          all.add(one);
        }
      }
    }
    return all;
  }

  private Map<String, Integer> once() {
    Map<String, Integer> once = new TreeMap<>();
    due.keySet().forEach(task -> once.put(task, 1));
    return once;
  }

  private static Map<String, Integer> times(List<JsonNode> inbox) {
    Map<String, Integer> times = new TreeMap<>();
    inbox.forEach(one -> times.merge(one.path("task_id").asText(), 1, Integer::sum));
    return times;
  }

  /** How many events of a type each task has; a copy of one is no other one. */
  private Map<String, Integer> different(List<Recorded> topic, String type) {
    Map<String, String> taskOfEvent = new HashMap<>();
    for (var record : topic) {
      if (record.header("ce_type").orElse("").equals(type)) {
        var data = Json.read(Recorded.text(record.value()), JsonNode.class);
        taskOfEvent.put(
            record.header("ce_id").orElseThrow(),
            data.path("notification").path("task_id").asText());
      }
    }
    Map<String, Integer> times = new TreeMap<>();
    taskOfEvent.values().stream()
        .filter(due::containsKey)
        .forEach(task -> times.merge(task, 1, Integer::sum));
    return times;
  }

  private void tell(List<JsonNode> inbox, List<Recorded> topic, List<Recorded> reminders) {
    var ids = topic.stream().map(record -> record.header("ce_id").orElseThrow()).distinct();
    long copies = topic.size() - ids.count();
    System.out.printf(
        "due-reminders-killed, seed %d: %d kills, %d reminders, %d in the inbox, %d events of"
            + " notifications, %d of them copies on the wire%n",
        SEED, KILLS, due.size(), inbox.size(), topic.size(), copies);
    tell(
        "reminder.due",
        reminders.stream()
            .filter(record -> record.header("ce_type").orElse("").equals("reminder.due"))
            .map(
                record ->
                    delay(
                        Json.read(Recorded.text(record.value()), JsonNode.class)
                            .at("/task/task_id")
                            .asText(),
                        record.header("ce_time").orElseThrow())));
    tell(
        "notification",
        inbox.stream()
            .map(one -> delay(one.path("task_id").asText(), one.path("created_at").asText())));
  }

  /** From the second to a moment, in ms; negative where that task has none. */
  private long delay(String task, String moment) {
    var second = due.get(task);
    return second == null ? -1 : Duration.between(second, Instant.parse(moment)).toMillis();
  }

  private static void tell(String what, Stream<Long> delays) {
    var sorted = delays.filter(delay -> delay >= 0).sorted().toList();
    System.out.printf(
        "from the second to the %s: median %d ms, 9 of 10 within %d ms, longest %d ms%n",
        what,
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 9 / 10),
        sorted.get(sorted.size() - 1));
  }
}
