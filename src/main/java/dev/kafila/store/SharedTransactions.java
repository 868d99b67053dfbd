package dev.kafila.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets what is to be done at the same time for different users share transactions: one commit, one
 * round of locks and one statement of each kind for many.
 *
 * <p>Users are divided among a few shares, each with one transaction at a time: whoever comes while
 * none is under way does its own at once, what comes meanwhile is done by the next one together. So
 * no two of these transactions want the same user. None waits for a user whose lock somebody else
 * holds: that user's work, and all of a transaction that fails, is done again by whoever brought
 * it, alone.
 */
final class SharedTransactions {
  private static final int SHARES = 2;

  /** As long as any of them holds a user's lock, and nobody should notice. */
  private static final int MOST = 144;

  /** Of either kind: connections are left for the rest. */
  private static final int ALONE_AT_ONCE = 6;

  private final Jdbi jdbi;
  private final Semaphore afterFailure = new Semaphore(ALONE_AT_ONCE, true);
  private final Semaphore behindBusyUsers = new Semaphore(ALONE_AT_ONCE, true);
  private final BiFunction<Handle, Collection<Claim>, Set<Claim>> mark;
  private final List<Share> shares = Stream.generate(Share::new).limit(SHARES).toList();

  /** Some of the users. */
  private static final class Share {
    private final Queue<SharedWork<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore leader = new Semaphore(1);

    List<SharedWork<?>> take() {
      List<SharedWork<?>> taken = new ArrayList<>();
      while (taken.size() < MOST && !waiting.isEmpty()) {
        var next = waiting.poll();
        if (next != null) {
          next.take();
          taken.add(next);
        }
      }
      return taken;
    }

    void wakeNext() {
      var next = waiting.peek();
      if (next != null) {
        next.wake();
      }
    }
  }

  /**
   * @param mark makes claims, and answers those that nobody has made before
   */
  SharedTransactions(Jdbi jdbi, BiFunction<Handle, Collection<Claim>, Set<Claim>> mark) {
    this.jdbi = jdbi;
    this.mark = mark;
  }

  /**
   * Runs work in a transaction that holds the user's lock and perhaps others'.
   *
   * @return says whether it is done; if not, it has to be done alone
   */
  <T> SharedWork<T> run(String userId, Foreseen foreseen, Function<Handle, T> work) {
    var own = new SharedWork<T>(userId, foreseen, work);
    var share = shares.get(Math.floorMod(userId.hashCode(), SHARES));
    share.waiting.add(own);
    boolean interrupted = false;
    while (!own.isSettled()) {
      if (!own.isTaken() && share.leader.tryAcquire()) {
        try {
          lead(share.take());
        } finally {
          share.leader.release();
          share.wakeNext();
        }
      } else {
        own.await();
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return own;
  }

  /**
   * Does alone what was not done together, a few at a time; those who wait for a user apart from
   * those whom a failure has left, so that neither wait for the other.
   */
  <T> T alone(SharedWork<T> undone, Supplier<T> work) {
    var turns = undone.hasFailed() ? afterFailure : behindBusyUsers;
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }

  private void lead(List<SharedWork<?>> taken) {
    try {
      if (!taken.isEmpty()) {
        jdbi.useTransaction(tx -> Together.around(tx, () -> runIn(tx, taken)));
        taken.forEach(SharedWork::committed);
      }
    } catch (Exception e) {
      // Each finds out alone whether it was the cause.
      taken.forEach(SharedWork::failed);
    } finally {
      taken.forEach(SharedWork::settle);
    }
  }

  private Void runIn(Handle tx, List<SharedWork<?>> taken) {
    var free = lockFree(tx, taken);
    var possible = taken.stream().filter(work -> free.contains(work.userId())).toList();
    prepare(tx, possible.stream().map(SharedWork::foreseen).toList());
    possible.forEach(work -> work.run(tx));
    return null;
  }

  private void prepare(Handle tx, List<Foreseen> all) {
    var together = Together.in(tx).orElseThrow();
    var claims = all.stream().map(Foreseen::claim).filter(Objects::nonNull).toList();
    if (!claims.isEmpty()) {
      together.claimed(claims, mark.apply(tx, claims));
    }
    Map<ReadAhead<?, ?>, Set<Object>> keys = new HashMap<>();
    for (var foreseen : all) {
      foreseen
          .rows()
          .forEach(row -> keys.computeIfAbsent(row.rows(), r -> new HashSet<>()).add(row.key()));
    }
    keys.forEach((rows, wanted) -> read(tx, together, rows, wanted));
  }

  @SuppressWarnings("unchecked") // A row is asked for by a key of its own kind.
  private static <K> void read(Handle tx, Together together, ReadAhead<K, ?> rows, Set<?> keys) {
    rows.read(tx, together, (Set<K>) keys);
  }

  /** The users whose lock nobody holds, and which this transaction holds now. */
  private static Set<String> lockFree(Handle tx, List<SharedWork<?>> taken) {
    var users = new HashSet<String>();
    taken.forEach(work -> users.add(work.userId()));
    return tx.createQuery(
            """
            select user_id from unnest(:users) user_id
            where pg_try_advisory_xact_lock(hashtextextended(user_id, 0))
            """)
        .bindArray("users", String.class, users)
        .mapTo(String.class)
        .set();
  }
}
