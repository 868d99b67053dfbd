package dev.kafila.consume;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells when a group's records fail so often that the cause is not the records.
 *
 * <p>It looks at the last outcomes whose cause is unknown: handled, or failed after all tries. When
 * most of them failed, and not for one or two keys alone, it is tripped, until a record succeeds.
 */
final class GroupGuard {
  private static final int KEYS = 3;

  private final int window;
  private final boolean[] failed;
  private final int[] keys;
  private int at;

  private int failures;

  /** Whether any of the window failed; written under the lock, read without it. */
  private volatile boolean watching;

  /** The same goes for this one. */
  private volatile String reason;

  /** Written under the lock. */
  private volatile int pausesEnded;

  /**
   * @param window how many outcomes count; 0: never trips
   */
  GroupGuard(int window) {
    this.window = window;
    this.failed = new boolean[window];
    this.keys = new int[window];
  }

  /** Notes a handled record; true if that ends a pause. */
  boolean succeeded() {
    if (!watching) {
      return false;
    }
    synchronized (this) {
      boolean ends = reason != null;
      if (ends) {
        clear();
      } else if (window > 0) {
        note(false, 0);
      }
      return ends;
    }
  }

  /**
   * Notes a record that failed after all its tries.
   *
   * @param keyHash tells its key from others
   * @return whether it may become a dead letter; no, while tripped
   */
  synchronized boolean failed(int keyHash, String why) {
    if (window == 0) {
      return true;
    }
    if (reason == null) {
      note(true, keyHash);
      if (2 * failures > window && distinctKeys() >= KEYS) {
        reason =
            "%d of the last %d records failed, the last with %s".formatted(failures, window, why);
      }
    }
    return reason == null;
  }

  /** How many pauses have ended: tells failures before the end of one from those after it. */
  int pausesEnded() {
    return pausesEnded;
  }

  /** Why the group should pause; null where it should not. */
  String reason() {
    return reason;
  }

  private void note(boolean failure, int keyHash) {
    failures += (failure ? 1 : 0) - (failed[at] ? 1 : 0);
    watching = failures > 0;
    failed[at] = failure;
    keys[at] = keyHash;
    at = (at + 1) % window;
  }

  private int distinctKeys() {
    Set<Integer> distinct = new HashSet<>();
    for (int i = 0; i < window; i++) {
      if (failed[i]) {
        distinct.add(keys[i]);
      }
    }
    return distinct.size();
  }

  private void clear() {
    Arrays.fill(failed, false);
    failures = 0;
    reason = null;
    pausesEnded = pausesEnded + 1;
    watching = false;
  }
}
