package dev.kafila.event;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Which users have to wait because an event of theirs is set aside until a certain time. */
final class WaitingUsers {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final AtomicBoolean changed = new AtomicBoolean(true);
  private Set<String> users = Set.of();
  private long knownAt;

  /** Somebody has to wait from now on, or no longer; any thread may say so. */
  void changed() {
    changed.set(true);
  }

  /** Who waits; asked for again after a second as long as anybody does. By one thread only. */
  Set<String> users(Supplier<Set<String>> asked) {
    boolean old = System.nanoTime() - knownAt > LOOK_AGAIN.toNanos();
    if (changed.getAndSet(false) || (old && !users.isEmpty())) {
      users = asked.get();
      knownAt = System.nanoTime();
    }
    return users;
  }
}
