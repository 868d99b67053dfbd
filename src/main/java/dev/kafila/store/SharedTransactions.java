package dev.kafila.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets what is to be done at the same time for different users share transactions: one commit and
 * one round of locks for many.
 *
 * <p>Whoever comes while few are at work does its own at once. The others' work is taken along by
 * those. No shared transaction ever waits for a user: one whose lock somebody holds, and all of a
 * transaction that fails, is done again by whoever brought it, alone.
 */
final class SharedTransactions {
  private static final int AT_ONCE = 6;

  /** As long as any of them holds a user's lock, and nobody should notice. */
  private static final int MOST = 16;

  private final Jdbi jdbi;
  private final BiFunction<Handle, Collection<Claim>, Set<Claim>> mark;
  private final Queue<SharedWork<?>> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore leaders = new Semaphore(AT_ONCE);

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
  <T> SharedWork<T> run(String userId, Claim claim, Function<Handle, T> work) {
    var own = new SharedWork<T>(userId, claim, work);
    waiting.add(own);
    boolean interrupted = false;
    while (!own.isSettled()) {
      if (!own.isTaken() && leaders.tryAcquire()) {
        try {
          lead();
        } finally {
          leaders.release();
          wakeNext();
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

  private void wakeNext() {
    var next = waiting.peek();
    if (next != null) {
      next.wake();
    }
  }

  private void lead() {
    List<SharedWork<?>> taken = new ArrayList<>();
    while (taken.size() < MOST && !waiting.isEmpty()) {
      var next = waiting.poll();
      if (next != null) {
        next.take();
        taken.add(next);
      }
    }
    try {
      if (!taken.isEmpty()) {
        jdbi.useTransaction(tx -> WriteBehind.around(tx, () -> runIn(tx, taken)));
        taken.forEach(SharedWork::committed);
      }
    } catch (Exception e) {
      // Each finds out alone whether it was the cause.
    } finally {
      taken.forEach(SharedWork::settle);
    }
  }

  private Void runIn(Handle tx, List<SharedWork<?>> taken) {
    var free = lockFree(tx, taken);
    var possible = taken.stream().filter(work -> free.contains(work.userId())).toList();
    var claims = possible.stream().map(SharedWork::claim).filter(Objects::nonNull).toList();
    if (!claims.isEmpty()) {
      WriteBehind.claimed(claims, mark.apply(tx, claims));
    }
    possible.forEach(work -> work.run(tx));
    return null;
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
