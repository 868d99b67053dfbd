package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kafila.faults.judge.CommitSampler;
import dev.kafila.faults.judge.EvidenceReader;
import dev.kafila.faults.judge.Judge;
import dev.kafila.faults.judge.Kcat;
import dev.kafila.faults.judge.Traces;
import dev.kafila.faults.judge.Verdict;
import dev.kafila.faults.load.Journal;
import dev.kafila.faults.load.JournalEntry;
import dev.kafila.faults.load.Load;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the application at random moments under load, judged from outside.
 *
 * <p>System properties: {@code kafila.faults.kills} (50), {@code kafila.faults.seed} (by chance;
 * repeats what the users and the killer choose). After a violation its traces are kept below {@code
 * target/faults}.
 */
class KillsIT {
  private static final int KILLS = Integer.getInteger("kafila.faults.kills", 50);
  private static final long SEED =
      Long.getLong("kafila.faults.seed", System.currentTimeMillis() % 1_000_000);
  private static final int USERS = 10;
  private static final Duration PAUSE = Duration.ofMillis(150);

  /** Requests that are answered; of 1,700 some 70 lead to a successor. */
  private static final int ENOUGH = 300;

  /** Longer than any reminder of the load is ahead. */
  private static final Duration REMINDERS = Duration.ofSeconds(9);

  /** Of the time that a process is given to be ready. */
  private static final int PATIENCE = 4;

  private static final Duration QUIET_WITHIN = Duration.ofMinutes(3);

  @TempDir Path directory;

  @Test
  void one_kill() throws Exception {
    ofTheApplication(1);
  }

  @Test
  @Tag("faults")
  void nothing_is_lost_or_done_twice_however_often_the_application_is_killed() throws Exception {
    ofTheApplication(KILLS);
  }

  private void ofTheApplication(int kills) throws Exception {
    assumeTrue(Kcat.isInstalled(), "kcat is not installed");
    // Given
    var database = TestServers.database();
    try (var broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        var sampler = CommitSampler.start(broker.bootstrapServers());
        var run =
            new Run(
                KafilaProcess.in(directory)
                    .database(database)
                    .bootstrapServers(broker.bootstrapServers()))) {
      // When
      run.kill(kills);

      // Then
      var outside =
          EvidenceReader.of(run.process.http(""), broker.bootstrapServers())
              .topics(new Kcat(broker.bootstrapServers()))
              .management(run.process.management(""));
      run.judge("kills", outside);
      // And a second look at what only the inside knows: what was committed when.
      run.judge("kills-inside", outside.database(database).samples(sampler.samples()));
    }
  }

  @Test
  @Tag("faults")
  void nothing_is_lost_or_done_twice_when_its_own_servers_are_killed_with_it() throws Exception {
    assumeTrue(Kcat.isInstalled(), "kcat is not installed");
    // Given
    try (var run = new Run(KafilaProcess.in(directory).embedded())) {
      // When
      run.kill(Math.max(1, KILLS / 5));

      // Then
      var servers =
          "127.0.0.1:" + EmbeddedBroker.recordedPort(directory.resolve("data")).orElseThrow();
      run.judge(
          "kills-embedded",
          EvidenceReader.of(run.process.http(""), servers)
              .topics(new Kcat(servers))
              .management(run.process.management("")));
    }
  }

  /** The program in one life after another, and its users. */
  private final class Run implements AutoCloseable {
    private final Random random = new Random(SEED);
    private final Watchdog watchdog = new Watchdog();
    private final Journal journal = Journal.create(directory.resolve("journal.jsonl"));
    private final KafilaProcess.Builder builder;
    private final Load load;
    private KafilaProcess process;

    Run(KafilaProcess.Builder builder) throws Exception {
      System.out.printf("seed %d%n", SEED);
      this.builder = builder;
      start();
      awaitReady();
      load = Load.on(List.of(process.http("")), USERS, SEED, PAUSE, journal);
    }

    private void start() throws Exception {
      process = builder.start();
      watchdog.watch(process.pid());
    }

    /** A machine that is busy with other things takes its time. */
    private void awaitReady() {
      for (int tries = 1; tries < PATIENCE; tries++) {
        try {
          process.awaitReady();
          return;
        } catch (ConditionTimeoutException e) {
          System.out.printf("%s not ready yet%n", Instant.now());
        }
      }
      process.awaitReady();
    }

    void kill(int times) throws Exception {
      load.start();
      for (int i = 1; i <= times; i++) {
        // A random moment, also one while it starts.
        if (random.nextInt(5) == 0) {
          TimeUnit.MILLISECONDS.sleep(random.nextInt(6_000));
        } else {
          awaitReady();
          TimeUnit.MILLISECONDS.sleep(300 + random.nextInt(10_000));
        }
        killTree();
        System.out.printf("%s kill %d%n", Instant.now(), i);
        start();
      }
      awaitReady();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(5_000));
      // A busy machine lets few requests through; what is judged must have something of each kind.
      Awaitility.await()
          .atMost(QUIET_WITHIN)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> journal.entries().stream().filter(JournalEntry::isOk).count() >= ENOUGH);
      load.stop();
    }

    /** Whatever it has started goes with it: the servers, where it embeds them. */
    private void killTree() throws InterruptedException {
      var tree = ProcessHandle.of(process.pid()).orElseThrow().descendants().toList();
      process.kill();
      tree.forEach(ProcessHandle::destroyForcibly);
    }

    /** Asks until nothing is wrong any more, and then once more: nothing may follow. */
    void judge(String name, EvidenceReader reader) throws Exception {
      var stopped = System.nanoTime();
      Awaitility.await()
          .atMost(REMINDERS.multipliedBy(4))
          .until(() -> System.nanoTime() - stopped > REMINDERS.toNanos());
      try {
        Awaitility.await()
            .atMost(QUIET_WITHIN)
            .pollInterval(Duration.ofSeconds(3))
            .ignoreExceptions()
            .until(() -> verdict(reader).isClean());
      } catch (ConditionTimeoutException e) {
        // Said below.
      }
      var evidence = reader.read(load.users());
      var verdict = Judge.judge(journal.entries(), evidence);
      System.out.printf("%s, seed %d: %s%n", name, SEED, verdict);
      if (!verdict.isClean()) {
        Traces.keep(Path.of("target", "faults", name + "-" + SEED), journal, evidence, verdict);
      }
      assertThat(verdict.violations()).as("seed %d", SEED).isEmpty();
      assertThat(verdict.counts())
          .containsKeys("acknowledged changes", "successors", "notifications");
    }

    private Verdict verdict(EvidenceReader reader) throws Exception {
      return Judge.judge(journal.entries(), reader.read(load.users()));
    }

    @Override
    public void close() throws Exception {
      load.stop();
      process.close();
      journal.close();
      watchdog.close();
    }
  }
}
