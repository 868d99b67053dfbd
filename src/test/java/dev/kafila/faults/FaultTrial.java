package dev.kafila.faults;

import dev.kafila.faults.judge.CommitSampler;
import dev.kafila.faults.judge.EvidenceReader;
import dev.kafila.faults.judge.Judge;
import dev.kafila.faults.judge.Quiet;
import dev.kafila.faults.judge.Verdict;
import dev.kafila.faults.load.Journal;
import dev.kafila.faults.load.JournalEntry;
import dev.kafila.faults.load.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Users at work, faults that follow one another, then quiet and a verdict, as often as wanted. */
final class FaultTrial implements AutoCloseable {
  private static final int USERS = 12;
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Far above what was seen, on a machine that has other work too. */
  static final Duration QUIET_WITHIN = Duration.ofMinutes(4);

  private final RunLog log;
  private final long seed;
  private final Installation installation;
  private final Journal journal;
  private final CommitSampler sampler;
  private final FaultRun faults;
  private final ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor();
  private final long began = System.nanoTime();
  private Duration longestToQuiet = Duration.ZERO;
  private int phases;

  /** What is done to the installation while its users are at work. */
  interface Mistreatment {
    void by(FaultRun faults) throws Exception;
  }

  /** Starts the installation. */
  FaultTrial(Path directory, FaultPlan plan, long seed) throws Exception {
    this.seed = seed;
    log = new RunLog(directory.resolve("faults.log"));
    log.tell("seed %d, everything is kept in %s".formatted(seed, directory));
    installation = Installation.start(directory);
    log.tell("three brokers, two applications and their database are up");
    journal = Journal.create(directory.resolve("journal"));
    sampler = CommitSampler.start(installation.brokers().directServers());
    faults = new FaultRun(installation, plan, log::tell);
    progress.scheduleAtFixedRate(this::tellProgress, 1, 1, TimeUnit.MINUTES);
  }

  /** Users at work meanwhile; then nothing is broken, and the verdict is on everything so far. */
  Verdict phase(Mistreatment mistreatment) throws Exception {
    var load =
        Load.on(installation.applications().addresses(), USERS, seed + phases, PAUSE, journal);
    phases++;
    load.start();
    try (var stranger =
        new Stranger(installation.brokers().servers(), load.users(), seed, journal)) {
      mistreatment.by(faults);
    } finally {
      load.stop();
    }
    awaitQuiet();
    var evidence =
        EvidenceReader.of(
                installation.applications().addresses().get(0),
                installation.brokers().directServers())
            .management(installation.applications().management(0, ""))
            .database(installation.postgres().database())
            .samples(sampler.samples())
            .read(load.users());
    var verdict = Judge.judge(journal.entries(), evidence);
    log.tell("phase %d: %s".formatted(phases, verdict));
    return verdict;
  }

  private void awaitQuiet() {
    long from = System.nanoTime();
    Quiet.of(installation.brokers().directServers(), installation.postgres().database())
        .await(QUIET_WITHIN);
    var took = Duration.ofNanos(System.nanoTime() - from);
    log.tell("quiet after %d ms".formatted(took.toMillis()));
    longestToQuiet = longestToQuiet.compareTo(took) > 0 ? longestToQuiet : took;
  }

  FaultRun faults() {
    return faults;
  }

  private void tellProgress() {
    var entries = journal.entries();
    log.tell(
        "minute %d: %d requests, %d unknown, %d faults"
            .formatted(
                TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - began),
                entries.size(),
                entries.stream().filter(JournalEntry::isUnknown).count(),
                faults.injected().values().stream().mapToInt(n -> n).sum()));
  }

  /** What it was, in a line. */
  void tellSummary() {
    log.tell(
        "seed %d: %s, longest time to quiet %d ms"
            .formatted(seed, faults.injected(), longestToQuiet.toMillis()));
  }

  @Override
  public void close() {
    progress.shutdownNow();
    faults.close();
    sampler.close();
    journal.close();
    installation.close();
  }
}
