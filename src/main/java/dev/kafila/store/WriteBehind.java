package dev.kafila.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Keeps what a transaction inserts until just before its commit, so that it is inserted in one go.
 *
 * <p>Only transactions of {@link UserTransactions} that do many users' work keep anything back;
 * what reads its own inserts, or rolls back to a savepoint, must not run in one.
 */
public final class WriteBehind {
  private static final ThreadLocal<WriteBehind> CURRENT = new ThreadLocal<>();

  private final Handle tx;
  private final Map<Object, List<Object>> kept = new LinkedHashMap<>();
  private final Map<Object, Runnable> writers = new LinkedHashMap<>();
  private final Map<Claim, Boolean> claims = new HashMap<>();

  private WriteBehind(Handle tx) {
    this.tx = tx;
  }

  /** Runs work, then writes what it kept back. */
  static <T> T around(Handle tx, Supplier<T> work) {
    var behind = new WriteBehind(tx);
    CURRENT.set(behind);
    T result;
    try {
      result = work.get();
    } finally {
      CURRENT.remove();
    }
    behind.writers.values().forEach(Runnable::run);
    return result;
  }

  /**
   * Keeps an element back.
   *
   * @param write takes the transaction and all elements of this key, in their order
   * @return false if this transaction keeps nothing back: write it at once
   */
  public static <E> boolean keep(
      Handle tx, Object key, E element, BiConsumer<Handle, List<E>> write) {
    var current = CURRENT.get();
    if (current == null || current.tx != tx) {
      return false;
    }
    current.kept.computeIfAbsent(key, k -> new ArrayList<>()).add(element);
    current.writers.computeIfAbsent(key, k -> () -> write.accept(tx, current.<E>all(k)));
    return true;
  }

  /**
   * Notes for the transaction of this thread how its claims ended.
   *
   * @param made those that nobody had made before
   */
  static void claimed(Collection<Claim> claims, Set<Claim> made) {
    claims.forEach(claim -> CURRENT.get().claims.put(claim, made.contains(claim)));
  }

  /** How a claim ended, asked for once; empty if it was not made beforehand. */
  static Optional<Boolean> claimed(Handle tx, Claim claim) {
    var current = CURRENT.get();
    return current == null || current.tx != tx
        ? Optional.empty()
        : Optional.ofNullable(current.claims.put(claim, false));
  }

  @SuppressWarnings("unchecked") // What a key keeps is of one type.
  private <E> List<E> all(Object key) {
    return (List<E>) kept.get(key);
  }
}
