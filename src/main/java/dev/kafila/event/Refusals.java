package dev.kafila.event;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Which users have to wait because Kafka refuses an event of theirs. Not for several threads. */
final class Refusals {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private Set<String> users = Set.of();
  private boolean known;
  private long knownAt;

  /** Somebody has to wait from now on, or another publisher may have set events aside. */
  void changed() {
    known = false;
  }

  /** Who waits; asked for again after a second as long as anybody does. */
  Set<String> users(Supplier<Set<String>> asked) {
    boolean old = System.nanoTime() - knownAt > LOOK_AGAIN.toNanos();
    if (!known || (old && !users.isEmpty())) {
      users = asked.get();
      known = true;
      knownAt = System.nanoTime();
    }
    return users;
  }

  /** Whether Kafka refuses this very record; anything else is the surroundings' fault. */
  static boolean isOne(Throwable failure) {
    for (var e = failure; e != null; e = e.getCause()) {
      if (e instanceof RecordTooLargeException
          || e instanceof RecordBatchTooLargeException
          || e instanceof InvalidRecordException
          || e instanceof SerializationException) {
        return true;
      }
    }
    return false;
  }
}
