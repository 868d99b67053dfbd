package dev.kafila.ledger;

import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.store.StoreAwayException;
import dev.kafila.store.UserTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the ledger all the time, in one process of those on a database.
 *
 * <p>It follows the last hour, or less where more than a million events would have to be held in
 * memory, and longer where events wait in the outbox for longer.
 */
public final class LedgerWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
  private static final long LOCK = 0x6c6564676572L;
  private static final Duration LONGEST_SPAN = Duration.ofHours(1);
  private static final Duration SHORTEST_SPAN = Duration.ofMinutes(5);
  private static final long MOST_EVENTS = 1_000_000;
  private static final Duration UPKEEP = Duration.ofHours(1);

  private final Ledger ledger;
  private final Jdbi jdbi;
  private final AcceptedUpkeep upkeep;
  private final LedgerMetrics metrics;
  private final Clock clock;
  private final Duration interval;
  private final Thread thread = new Thread(this::run, "ledger");
  private Handle leadership;
  private LedgerCheck check;
  private Subscriptions subscriptions;
  private Duration span = LONGEST_SPAN;
  private Instant since = Instant.EPOCH;
  private Instant upkeepAt = Instant.MIN;
  private Set<List<String>> differing = Set.of();
  private Set<List<String>> told = Set.of();

  /**
   * @param dataSource gives up one connection for good, while this process checks
   * @param interval between two checks
   */
  public LedgerWatch(
      Ledger ledger,
      DataSource dataSource,
      UserTransactions transactions,
      MeterRegistry registry,
      Clock clock,
      Duration interval) {
    this.ledger = ledger;
    this.jdbi = Jdbi.create(dataSource);
    this.upkeep = new AcceptedUpkeep(transactions, clock);
    this.metrics = new LedgerMetrics(registry);
    this.clock = clock;
    this.interval = interval;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(interval.toMillis());
        try {
          checkIfLeading();
        } catch (KafkaAwayException | StoreAwayException e) {
          LOG.debug("the ledger cannot be checked now", e);
          forget();
        } catch (RuntimeException e) {
          if (!Thread.currentThread().isInterrupted()) {
            LOG.warn("the ledger could not be checked ({}); trying again", e.getMessage());
            LOG.debug("ledger", e);
          }
          forget();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      forget();
    }
  }

  private void checkIfLeading() {
    if (!leads()) {
      forget();
      return;
    }
    var now = clock.instant();
    if (now.isAfter(upkeepAt)) {
      upkeep.run();
      upkeepAt = now.plus(UPKEEP);
    }
    var current = ledger.subscriptions();
    if (check == null || !current.equals(subscriptions)) {
      subscriptions = current;
      check = ledger.check(current);
    }
    var waiting = ledger.store().oldestWaiting().map(Differences::instant).orElse(Instant.MAX);
    var wanted = now.minus(span);
    since = later(since, waiting.isBefore(wanted) ? waiting : wanted);
    var report = check.run(since);
    metrics.show(report);
    tell(report);
    bound(now);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Memory is not to grow with what goes through, nor with what a group leaves lying. */
  private void bound(Instant now) {
    if (check.size() > 2 * MOST_EVENTS) {
      LOG.warn(
          "a group or the outbox is over a million events behind; the ledger follows what is new");
      check = null;
    }
    if (check == null || check.size() > MOST_EVENTS) {
      span = span.dividedBy(2).compareTo(SHORTEST_SPAN) > 0 ? span.dividedBy(2) : SHORTEST_SPAN;
      since = now.minus(span);
    } else if (check.size() < MOST_EVENTS / 4) {
      span = span.plusMinutes(1).compareTo(LONGEST_SPAN) < 0 ? span.plusMinutes(1) : LONGEST_SPAN;
    }
  }

  private boolean leads() {
    if (leadership == null) {
      var handle = jdbi.open();
      try {
        if (handle
            .createQuery("select pg_try_advisory_lock(:lock)")
            .bind("lock", LOCK)
            .mapTo(Boolean.class)
            .one()) {
          leadership = handle;
        }
      } finally {
        // Back to the pool, also where the connection broke in between.
        if (leadership == null) {
          handle.close();
        }
      }
      return leadership != null;
    }
    // Fails when the connection is gone, and with it the lock.
    return leadership.createQuery("select true").mapTo(Boolean.class).one();
  }

  /** One line for each difference that two checks in a row have found. */
  private void tell(LedgerReport report) {
    Set<List<String>> found = new HashSet<>();
    for (var one : report.differences()) {
      var what = List.of(one.kind().text(), one.topic(), String.valueOf(one.group()));
      if (found.add(what) && differing.contains(what) && !told.contains(what)) {
        LOG.error("the ledger does not balance: {} (see ./kafila ledger)", one.sentence());
      }
    }
    if (found.isEmpty() && !told.isEmpty()) {
      LOG.info("the ledger balances again");
    }
    var lasting = new HashSet<>(found);
    lasting.retainAll(differing);
    told = lasting;
    differing = found;
  }

  private void forget() {
    check = null;
    since = Instant.EPOCH;
    metrics.showNothing();
    var old = leadership;
    leadership = null;
    if (old != null) {
      try (old) {
        // The pool would hand it on with the connection.
        old.execute("select pg_advisory_unlock(?)", LOCK);
      } catch (RuntimeException e) {
        LOG.debug("the connection was gone already", e);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(3_000);
  }
}
