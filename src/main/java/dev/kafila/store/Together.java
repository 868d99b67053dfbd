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
 * A transaction that does many users' work: what it knew before they began, and what it keeps until
 * just before its commit. It belongs to its thread.
 */
final class Together {
  private static final ThreadLocal<Together> CURRENT = new ThreadLocal<>();

  private final Handle tx;
  private final Map<Claim, Boolean> claims = new HashMap<>();
  private final Map<ReadAhead<?, ?>, Map<Object, Optional<?>>> read = new HashMap<>();
  private final Map<Object, Kept<?>> kept = new LinkedHashMap<>();

  /** What is to be written in one go. */
  private static final class Kept<E> {
    private final List<E> elements = new ArrayList<>();
    private final BiConsumer<Handle, List<E>> write;

    Kept(BiConsumer<Handle, List<E>> write) {
      this.write = write;
    }

    void write(Handle tx) {
      write.accept(tx, elements);
    }
  }

  private Together(Handle tx) {
    this.tx = tx;
  }

  /** Runs work, then writes what it kept back. */
  static <T> T around(Handle tx, Supplier<T> work) {
    var together = new Together(tx);
    CURRENT.set(together);
    T result;
    try {
      result = work.get();
    } finally {
      CURRENT.remove();
    }
    together.kept.values().forEach(kept -> kept.write(tx));
    return result;
  }

  /** Empty where a transaction does one user's work only. */
  static Optional<Together> in(Handle tx) {
    return Optional.ofNullable(CURRENT.get()).filter(together -> together.tx == tx);
  }

  /**
   * Notes how claims ended.
   *
   * @param made those that nobody had made before
   */
  void claimed(Collection<Claim> all, Set<Claim> made) {
    all.forEach(claim -> claims.put(claim, made.contains(claim)));
  }

  /** How a claim ended, asked for once; empty if it was not made beforehand. */
  Optional<Boolean> claimed(Claim claim) {
    return Optional.ofNullable(claims.put(claim, false));
  }

  /** Notes what was read. */
  <K, V> void read(ReadAhead<K, V> rows, Collection<K> keys, Map<K, V> found) {
    var known = read.computeIfAbsent(rows, r -> new HashMap<>());
    keys.forEach(key -> known.put(key, Optional.ofNullable(found.get(key))));
  }

  /**
   * What was read, handed out once: whoever asks again may have changed it.
   *
   * @return null if it was not read, or was asked for
   */
  @SuppressWarnings("unchecked") // As noted above.
  <K, V> Optional<V> take(ReadAhead<K, V> rows, K key) {
    return (Optional<V>) read.getOrDefault(rows, new HashMap<>()).remove(key);
  }

  /** Keeps an element back. */
  @SuppressWarnings("unchecked") // What a key keeps is of one type.
  <E> void keep(Object key, E element, BiConsumer<Handle, List<E>> write) {
    ((Kept<E>) kept.computeIfAbsent(key, k -> new Kept<>(write))).elements.add(element);
  }

  /** Writes what a key keeps back. */
  void write(Object key) {
    var written = kept.remove(key);
    if (written != null) {
      written.write(tx);
    }
  }
}
