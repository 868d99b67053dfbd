package dev.kafila.bench;

import dev.kafila.config.ConfigurationException;
import dev.kafila.store.Database;
import dev.kafila.store.EmbeddedDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Lets many reminders come due at once in the whole program, with PostgreSQL and Kafka of its own,
 * and looks when their notifications are in the inbox.
 */
public final class RemindersBench {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration TELL = Duration.ofSeconds(5);

  /** Writes a second, with room for a busy machine. */
  private static final int WRITES_PER_SECOND = 2_000;

  private static final Duration BEFORE = Duration.ofSeconds(15);

  private final Plan plan;
  private final Consumer<String> progress;

  /**
   * What is run.
   *
   * @param users that the reminders belong to, in turn
   * @param within their moments are spread over so many seconds; 0: all at the same moment
   * @param warmUp how many come due before, for the program to have done it all
   * @param most seconds to wait for the last, and again for its receipts
   */
  public record Plan(int reminders, int users, int within, int warmUp, int most) {

    void check() {
      require("--reminders", reminders, 1);
      require("--users", users, 1);
      require("--within", within, 0);
      require("--warm-up", warmUp, 0);
      require("--most", most, 1);
    }

    private static void require(String option, int value, int least) {
      if (value < least) {
        throw new ConfigurationException(
            "%s %d: must be at least %d".formatted(option, value, least));
      }
    }
  }

  /**
   * @param progress hears a line now and then
   */
  public RemindersBench(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @param directory an empty one, for the data and the log of the program
   * @throws ConfigurationException if the plan makes no sense, or the program does not come up
   */
  public RemindersReport run(Path directory) throws IOException, InterruptedException {
    plan.check();
    try (var program = Program.start(directory);
        var database = Database.join(program.databaseUrl(), EmbeddedDatabase.USER, "")) {
      if (plan.warmUp() > 0) {
        warmUp(program, new DueAtOnce(database, "warm-up"));
      }
      var due = new DueAtOnce(database, "bench");
      var first = Instant.now().plus(BEFORE).plusSeconds(plan.reminders() / WRITES_PER_SECOND);
      progress.accept("writing %,d reminders for %s".formatted(plan.reminders(), first));
      due.write(plan.reminders(), plan.users(), first, Duration.ofSeconds(plan.within()));
      if (Instant.now().isAfter(first)) {
        throw new ConfigurationException("this machine was too slow to write them in time");
      }
      TimeUnit.MILLISECONDS.sleep(Duration.between(Instant.now(), first).toMillis());
      return measure(program, due, first);
    }
  }

  private void warmUp(Program program, DueAtOnce due) throws InterruptedException {
    progress.accept("warming up with %,d reminders".formatted(plan.warmUp()));
    var now = Instant.now();
    due.write(plan.warmUp(), plan.users(), now, Duration.ZERO);
    await(program, now, () -> due.notifications() >= plan.warmUp() && due.isSettled(), due);
  }

  private RemindersReport measure(Program program, DueAtOnce due, Instant first)
      throws InterruptedException {
    var system = ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage();
    var before = program.cpu();
    if (await(program, first, () -> due.notifications() >= plan.reminders(), due)) {
      progress.accept(
          "%.0f s: all in the inbox, after %s CPU seconds"
              .formatted(seconds(first), program.cpu().since(before).told()));
    }
    boolean settled = await(program, first, due::isSettled, due);
    double receipts = settled ? seconds(first) : Double.NaN;
    var cpu = program.cpu().since(before);
    var arrivals = due.arrivals();
    return new RemindersReport(
        plan,
        arrivals.reminders(),
        plan.reminders() - arrivals.reminders(),
        arrivals.doubled(),
        arrivals.median(),
        arrivals.p99(),
        arrivals.longest(),
        receipts,
        cpu.program(),
        cpu.servers(),
        system.getAvailableProcessors(),
        load);
  }

  private boolean await(Program program, Instant first, BooleanSupplier done, DueAtOnce due)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.within() + plan.most());
    long told = System.nanoTime();
    while (!done.getAsBoolean()) {
      if (!program.isAlive() || System.nanoTime() - end > 0) {
        return false;
      }
      if (System.nanoTime() - told > TELL.toNanos()) {
        told = System.nanoTime();
        progress.accept("%.0f s: %,d in the inbox".formatted(seconds(first), due.notifications()));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    }
    return true;
  }

  private static double seconds(Instant since) {
    return Duration.between(since, Instant.now()).toMillis() / 1000.0;
  }
}
