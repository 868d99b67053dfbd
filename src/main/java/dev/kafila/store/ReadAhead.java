package dev.kafila.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * Rows that works say beforehand they will read ({@link Foreseen#reading}): one statement reads
 * those of all works that share a transaction.
 *
 * <p>A work's rows are its user's, whose lock is held by then. What was read ahead is handed out
 * once; after that, and where nothing was read ahead, the row is read when it is asked for.
 *
 * @param <K> of a row
 * @param <V> a row
 */
public final class ReadAhead<K, V> {
  private final BiFunction<Handle, Collection<K>, Map<K, V>> read;

  /**
   * @param read the rows of some keys, by key, without those that do not exist
   */
  public ReadAhead(BiFunction<Handle, Collection<K>, Map<K, V>> read) {
    this.read = read;
  }

  /** Empty if there is no such row. */
  public Optional<V> get(Handle tx, K key) {
    return Together.in(tx)
        .map(together -> together.take(this, key))
        .orElseGet(() -> Optional.ofNullable(read.apply(tx, List.of(key)).get(key)));
  }

  /** Reads what works have asked for. */
  void read(Handle tx, Together together, Collection<K> keys) {
    together.read(this, keys, read.apply(tx, keys));
  }
}
