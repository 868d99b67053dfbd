package dev.kafila.notification;

import dev.kafila.event.Outbox;
import dev.kafila.store.StoreAwayException;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends held pushes and daily digests when their moment comes. Any number may run on one database:
 * a user's pushes go out in a transaction that holds the user's lock, and go out once.
 */
public final class PushScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PushScheduler.class);
  private static final Duration POLLING = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final int USERS_AT_ONCE = 200;
  private static final int THREADS = 4;

  private final UserTransactions transactions;
  private final Preferences preferences;
  private final PushAgendas agendas = new PushAgendas();
  private final HeldPushes heldPushes;
  private final DailyDigests dailyDigests;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "pushes");
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            var worker = new Thread(work, "push");
            worker.setDaemon(true);
            return worker;
          });

  /**
   * @param mostPerHour pushes to a user; 0: as many as there are
   * @param zone where wall times are meant when the user names no zone
   */
  public PushScheduler(
      UserTransactions transactions,
      Outbox outbox,
      Preferences preferences,
      int mostPerHour,
      ZoneId zone,
      Clock clock) {
    this.transactions = transactions;
    this.preferences = preferences;
    this.heldPushes = new HeldPushes(outbox, mostPerHour);
    this.dailyDigests = new DailyDigests(outbox, zone);
    this.clock = clock;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (!sendDue()) {
          Thread.sleep(POLLING.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there may be more to do at once. */
  private boolean sendDue() throws InterruptedException {
    List<String> users;
    try {
      users = transactions.read(handle -> agendas.due(handle, now(), USERS_AT_ONCE));
    } catch (StoreAwayException e) {
      LOG.debug("held pushes wait for the database", e);
      return false;
    }
    var work = new ArrayList<Callable<Void>>();
    users.forEach(user -> work.add(() -> attempt(user)));
    // So that two processes do not wait for each other user after user.
    Collections.shuffle(work);
    workers.invokeAll(work);
    return users.size() == USERS_AT_ONCE;
  }

  private Void attempt(String userId) {
    try {
      send(userId);
    } catch (StoreAwayException e) {
      LOG.debug("held pushes wait for the database", e);
    } catch (RuntimeException e) {
      // The message may quote what users wrote.
      LOG.warn(
          "held pushes of a user could not be sent ({}); trying again", e.getClass().getName());
      LOG.debug("user {}", userId, e);
      postpone(userId);
    }
    return null;
  }

  private void postpone(String userId) {
    try {
      transactions.inUser(
          userId,
          tx -> {
            agendas.sleepUntil(tx, userId, now().plus(AFTER_FAILURE));
            return null;
          });
    } catch (RuntimeException e) {
      LOG.debug("not postponed", e);
    }
  }

  /** Sends what a user is to get now, if anything. */
  void send(String userId) {
    transactions.inUser(
        userId,
        tx -> {
          var now = now();
          if (agendas.isDue(tx, userId, now)) {
            var preferred = preferences.get(tx, userId);
            var next =
                Stream.of(
                        dailyDigests.send(tx, userId, preferred, now),
                        heldPushes.send(tx, userId, true, preferred, now),
                        heldPushes.send(tx, userId, false, preferred, now))
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
            agendas.sleepUntil(tx, userId, next.orElse(null));
          }
          return null;
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Lets what is being sent finish. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(3_000);
    workers.shutdown();
  }
}
