package dev.kafila.store;

import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/**
 * Keeps what a transaction writes until just before its commit, so that it is written in one go.
 *
 * <p>Only transactions of {@link UserTransactions} that do many users' work keep anything back.
 * Whoever reads what may have been kept calls {@link #writeKept} before; what rolls back to a
 * savepoint must not run in one.
 */
public final class WriteBehind {

  private WriteBehind() {}

  /**
   * Keeps an element back.
   *
   * @param write takes the transaction and all elements of this key, in their order
   * @return false if this transaction keeps nothing back: write it at once
   */
  public static <E> boolean keep(
      Handle tx, Object key, E element, BiConsumer<Handle, List<E>> write) {
    var together = Together.in(tx);
    together.ifPresent(many -> many.keep(key, element, write));
    return together.isPresent();
  }

  /** Writes what is kept back of this key, if anything is. */
  public static void writeKept(Handle tx, Object key) {
    Together.in(tx).ifPresent(many -> many.write(key));
  }
}
