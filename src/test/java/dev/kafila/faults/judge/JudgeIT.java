package dev.kafila.faults.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafila.faults.judge.Evidence.CommitSample;
import dev.kafila.faults.judge.Violation.Kind;
import dev.kafila.faults.load.Journal;
import dev.kafila.faults.load.JournalEntry;
import dev.kafila.faults.load.Load;
import dev.kafila.faults.load.Poison;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge finds nothing in a real run that went well, and whatever is changed in its traces. */
class JudgeIT {
  private static final int USERS = 6;
  private static final long SEED = 1;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private static List<JournalEntry> journal;
  private static Evidence evidence;

  /** Whose records are changed one after another. */
  private static String victim;

  private static Map<String, List<Recorded>> secondOpinion;

  @BeforeAll
  static void run() throws Exception {
    var database = TestServers.database();
    try (var broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        var written = Journal.create(directory.resolve("journal.jsonl"));
        var sampler = CommitSampler.start(broker.bootstrapServers());
        var kafila =
            KafilaProcess.in(directory)
                .database(database)
                .bootstrapServers(broker.bootstrapServers())
                .startAndAwaitReady();
        var poison = new Poison(broker.bootstrapServers(), written)) {
      var load = Load.on(List.of(kafila.http("/")), USERS, SEED, Duration.ofMillis(40), written);
      load.start();
      victim = load.users().get(0);
      for (var topic : Groups.TOPICS) {
        poison.write(topic, victim);
      }
      Awaitility.await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> enough(written.entries()));
      load.stop();
      Quiet.of(broker.bootstrapServers(), database).await(SOON);
      evidence =
          EvidenceReader.of(kafila.http("/"), broker.bootstrapServers())
              .database(database)
              .samples(sampler.samples())
              .read(load.users());
      journal = written.entries();
      secondOpinion = new HashMap<>();
      if (Kcat.isInstalled()) {
        var kcat = new Kcat(broker.bootstrapServers());
        Groups.allTopics().forEach(topic -> secondOpinion.put(topic, kcat.all(topic)));
      }
    }
  }

  /** Of everything that the tests change. */
  private static boolean enough(List<JournalEntry> entries) {
    return entries.size() > 500;
  }

  @Test
  void a_run_that_went_well_breaks_no_promise() {
    // When
    var verdict = Judge.judge(journal, evidence);

    // Then
    assertThat(verdict.violations()).as(verdict.toString()).isEmpty();
    assertThat(verdict.counts())
        .containsKeys("successors", "notifications", "commit samples", "acknowledged changes")
        .containsEntry("poison records", 3L);
  }

  @Test
  void kcat_reads_the_same_records() {
    assumeTrue(Kcat.isInstalled(), "kcat is not installed");

    // Then
    for (var topic : Groups.allTopics()) {
      var order = Comparator.comparing(Recorded::partition).thenComparing(Recorded::offset);
      assertThat(secondOpinion.get(topic))
          .as(topic)
          .isEqualTo(evidence.records().get(topic).stream().sorted(order).toList());
    }
  }

  @Test
  void whichever_record_is_dropped_is_missed() {
    for (var topic : Groups.allTopics()) {
      var records = evidence.records().get(topic);
      for (int i = 0; i < records.size(); i++) {
        var dropped = records.get(i);
        if (!dropped.key().equals(victim)) {
          continue;
        }
        // Given
        var fewer = new ArrayList<>(records);
        fewer.remove(i);

        // When
        var verdict = Judge.judge(ofVictim(), evidence.withRecords(topic, fewer));

        // Then
        assertThat(verdict.violations()).as("without %s", dropped).isNotEmpty();
      }
    }
  }

  @Test
  void whichever_two_records_of_a_user_are_swapped_is_noticed() {
    for (var topic : Groups.TOPICS) {
      var records = evidence.records().get(topic);
      int previous = -1;
      for (int i = 0; i < records.size(); i++) {
        var record = records.get(i);
        if (!record.key().equals(victim) || record.header("ce_id").isEmpty()) {
          continue;
        }
        int before = previous;
        previous = i;
        if (before < 0) {
          continue;
        }
        // Given
        var swapped = new ArrayList<>(records);
        swapped.set(i, records.get(before).at(record.offset()));
        swapped.set(before, record.at(records.get(before).offset()));

        // When
        var verdict = Judge.judge(ofVictim(), evidence.withRecords(topic, swapped));

        // Then
        assertThat(verdict.violations())
            .as("%s before %s", swapped.get(before), swapped.get(i))
            .extracting(Violation::kind)
            // A successor's deletion before the reopening that led to it is by no request.
            .containsAnyOf(Kind.ORDER, Kind.UNASKED);
      }
    }
  }

  @Test
  void a_copy_may_only_lie_beside_the_first() {
    var records = evidence.records().get(Groups.TASKS);
    var first = find(records, record -> record.header("ce_id").isPresent());
    long end =
        records.stream()
            .filter(record -> record.place().equals(first.place()))
            .mapToLong(Recorded::offset)
            .max()
            .orElseThrow();

    // Given
    var beside = new ArrayList<>(records);
    beside.add(records.indexOf(first) + 1, first);
    var after = new ArrayList<>(records);
    after.add(first.at(end + 1));

    // Then
    assertThat(Judge.judge(journal, evidence.withRecords(Groups.TASKS, beside)).violations())
        .isEmpty();
    assertThat(Judge.judge(journal, evidence.withRecords(Groups.TASKS, after)).violations())
        .extracting(Violation::kind)
        .containsExactly(Kind.COPY);
  }

  @Test
  void a_lost_notification_is_missed() {
    var inbox =
        evidence.notifications().entrySet().stream()
            .filter(user -> !user.getValue().isEmpty())
            .findFirst()
            .orElseThrow();

    // Given
    var fewer = inbox.getValue().subList(1, inbox.getValue().size());

    // When
    var verdict = Judge.judge(journal, evidence.withNotifications(inbox.getKey(), fewer));

    // Then
    assertThat(verdict.violations()).extracting(Violation::kind).contains(Kind.LOST);
  }

  @Test
  void a_second_notification_is_one_too_many() {
    var inbox =
        evidence.notifications().entrySet().stream()
            .filter(user -> !user.getValue().isEmpty())
            .findFirst()
            .orElseThrow();

    // Given
    var more = new ArrayList<>(inbox.getValue());
    more.add(
        ((ObjectNode) more.get(0).deepCopy()).put("notification_id", UUID.randomUUID().toString()));

    // When
    var verdict = Judge.judge(journal, evidence.withNotifications(inbox.getKey(), more));

    // Then
    assertThat(verdict.violations()).extracting(Violation::kind).contains(Kind.TWICE);
  }

  @Test
  void a_second_successor_is_one_too_many() {
    var records = evidence.records().get(Groups.TASKS);
    var first =
        find(
            records,
            record ->
                record.header("ce_type").equals(Optional.of("task.created"))
                    && record.header("ce_source").equals(Optional.of("/kafila/recurring")));
    var task = SeenEvent.of(first).orElseThrow().task();
    var user = task.path("user_id").asText();

    // Given
    var other = UUID.randomUUID().toString();
    var value = first.value().replace(task.path("task_id").asText(), other);
    var id = new Recorded.Header("ce_id", UUID.randomUUID().toString());
    var second =
        new Recorded(
            first.topic(),
            first.partition(),
            first.offset(),
            first.timestamp(),
            first.key(),
            value,
            first.headers().stream().map(h -> h.name().equals("ce_id") ? id : h).toList());
    var more = new ArrayList<>(records);
    more.add(records.indexOf(first) + 1, second);
    var tasks = new ArrayList<JsonNode>(evidence.tasks().get(user));
    tasks.add(((ObjectNode) task.deepCopy()).put("task_id", other));

    // When
    var verdict =
        Judge.judge(journal, evidence.withRecords(Groups.TASKS, more).withTasks(user, tasks));

    // Then
    assertThat(verdict.violations())
        .anySatisfy(
            violation -> {
              assertThat(violation.kind()).isEqualTo(Kind.TWICE);
              assertThat(violation.what()).contains("occurrence");
            });
  }

  @Test
  void a_changed_dead_letter_is_named() {
    var topic = Groups.DEAD_LETTERS + Groups.TASKS;

    // Given
    var letters = new ArrayList<>(evidence.records().get(topic));
    letters.set(0, letters.get(0).withValue(letters.get(0).value() + "\u0000"));

    // When
    var verdict = Judge.judge(journal, evidence.withRecords(topic, letters));

    // Then
    assertThat(verdict.violations()).extracting(Violation::kind).containsExactly(Kind.LETTER);
  }

  @Test
  void a_commit_above_what_was_finished_is_named() {
    var record =
        find(
            evidence.records().get(Groups.TASKS),
            one -> one.offset() > 20 && one.header("ce_type").isPresent());

    // Given
    var early = Instant.ofEpochMilli(record.timestamp()).minusSeconds(5);
    var samples = new ArrayList<>(evidence.samples());
    samples.add(new CommitSample(early, "reminders", record.place(), record.offset() + 1));

    // When
    var verdict = Judge.judge(journal, evidence.withSamples(samples));

    // Then
    assertThat(verdict.violations()).extracting(Violation::kind).containsExactly(Kind.COMMITTED);
  }

  @Test
  void a_task_that_is_not_as_it_was_acknowledged_is_named() {
    var user =
        evidence.tasks().entrySet().stream()
            .filter(tasks -> !tasks.getValue().isEmpty())
            .findFirst()
            .orElseThrow();

    // Given
    var tasks = new ArrayList<>(user.getValue());
    tasks.set(0, ((ObjectNode) tasks.get(0).deepCopy()).put("title", "another"));

    // When
    var verdict = Judge.judge(journal, evidence.withTasks(user.getKey(), tasks));

    // Then
    assertThat(verdict.violations()).extracting(Violation::kind).containsExactly(Kind.DIFFERENT);
  }

  @Test
  void a_ledger_that_does_not_balance_is_named() {
    // When
    var verdict = Judge.judge(journal, evidence.withLedgerBalanced(false));

    // Then
    assertThat(verdict.violations()).extracting(Violation::kind).containsExactly(Kind.LEDGER);
  }

  private static List<JournalEntry> ofVictim() {
    return journal.stream().filter(entry -> entry.user().equals(victim)).toList();
  }

  private static Recorded find(List<Recorded> records, Predicate<Recorded> wanted) {
    return records.stream().filter(wanted).findFirst().orElseThrow();
  }
}
