package dev.kafila.web.stream;

import dev.kafila.live.Changes;
import dev.kafila.store.StoreAwayException;
import dev.kafila.store.UserTransactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everybody who listens, and the one thread that looks for what is new for them.
 *
 * <p>It looks at once for what this process has kept, and twice a second for what others have.
 */
public final class ChangeStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeStreams.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** Of one reader in one look. */
  private static final int MOST_CHANGES = 50;

  /** In one query: bounds what is held at a time. */
  private static final int MOST_READERS = 50;

  private final UserTransactions transactions;
  private final Changes changes = new Changes();
  private final Duration heartbeat;
  private final Set<ChangeStream> streams = ConcurrentHashMap.newKeySet();
  private final Semaphore wanted = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "change-streams");
  private volatile boolean stopping;
  private boolean away;

  /**
   * @param heartbeat how often readers hear that the connection still stands
   */
  public ChangeStreams(UserTransactions transactions, Duration heartbeat) {
    this.transactions = transactions;
    this.heartbeat = heartbeat;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Something may be new; any number of calls count as one. */
  public void wake() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  /** How a reader begins. */
  enum How {
    NEW,
    RESUMED,
    /** It has asked for changes that are not kept, or that there never were. */
    MISSED
  }

  /** Where a reader begins. */
  record Begin(long seen, How how) {}

  /**
   * @param lastEventId the last change that the reader has seen; negative: none, it begins now
   * @throws StoreAwayException if the database does not answer
   */
  Begin begin(String userId, long lastEventId) {
    return transactions.read(
        tx -> {
          long last = changes.last(tx, userId);
          long horizon = changes.horizon(tx);
          // Below the horizon is nothing new: a place there would only be forgotten sooner.
          long now = Math.max(last, horizon);
          if (lastEventId < 0) {
            return new Begin(now, How.NEW);
          }
          boolean known = lastEventId == last || lastEventId >= horizon && lastEventId <= now;
          return known ? new Begin(lastEventId, How.RESUMED) : new Begin(now, How.MISSED);
        });
  }

  /** How many listen. */
  int count() {
    return streams.size();
  }

  /** How many of a user listen. */
  public long count(String userId) {
    return streams.stream().filter(stream -> stream.userId().equals(userId)).count();
  }

  void add(ChangeStream stream) {
    streams.add(stream);
    wake();
  }

  void remove(ChangeStream stream) {
    streams.remove(stream);
  }

  private void run() {
    long beatAt = System.nanoTime() + heartbeat.toNanos();
    while (!stopping) {
      try {
        wanted.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        wanted.drainPermits();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      lookIfPossible();
      // Also while the database is away: the connections stand.
      if (System.nanoTime() - beatAt > 0) {
        beatAt = System.nanoTime() + heartbeat.toNanos();
        streams.stream().filter(ChangeStream::isReady).forEach(ChangeStream::heartbeat);
      }
    }
  }

  private void lookIfPossible() {
    try {
      look();
      away = false;
    } catch (RuntimeException e) {
      if (!away && !stopping) {
        away = true;
        LOG.warn("streams wait for the database: {}", e.getMessage());
      }
      LOG.debug("streams", e);
    }
  }

  private void look() {
    var ready = streams.stream().filter(ChangeStream::isReady).toList();
    for (int from = 0; from < ready.size(); from += MOST_READERS) {
      give(ready.subList(from, Math.min(from + MOST_READERS, ready.size())));
    }
  }

  private void give(List<ChangeStream> readers) {
    var places = readers.stream().map(ChangeStream::place).toList();
    var found = transactions.read(tx -> changes.after(tx, places, MOST_CHANGES));
    found.forEach((place, news) -> readers.get(place).send(news));
  }

  /** Ends all connections; readers come back with what they have seen. */
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    new ArrayList<>(streams).forEach(ChangeStream::end);
  }
}
