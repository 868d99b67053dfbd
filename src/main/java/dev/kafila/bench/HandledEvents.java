package dev.kafila.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The handler that all arms share: it takes each event's user and version from the JSON, checks
 * that each user's versions come one after another, and notes the time on the way.
 *
 * <p>For any number of threads, as long as no two have events of the same user.
 */
public final class HandledEvents {
  private static final double MIDDLE_FROM = 0.1;
  private static final double MIDDLE_TO = 0.9;

  private final int expected;
  private final int middleFrom;
  private final int middleTo;
  private final long failBelow;
  private final AtomicIntegerArray versions;
  private final AtomicInteger handled = new AtomicInteger();
  private final CountDownLatch complete = new CountDownLatch(1);
  private final Set<Long> failed = ConcurrentHashMap.newKeySet();
  private volatile String problem;
  private volatile Mark first;
  private volatile Mark begun;
  private volatile Mark ended;
  private volatile Mark last;

  private record Mark(int events, long nanos, long cpuNanos) {
    static Mark at(int events) {
      var system =
          (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Mark(events, System.nanoTime(), system.getProcessCpuTime());
    }

    ArmResult.Pace to(Mark end) {
      double handled = Math.max(1, end.events - events);
      return new ArmResult.Pace(
          handled * 1e9 / Math.max(1, end.nanos - nanos),
          (end.cpuNanos - cpuNanos) / 1e3 / handled);
    }
  }

  /**
   * @param failing share of the events that fail once, 0 to 1
   */
  HandledEvents(int expected, int keys, double failing) {
    this.expected = expected;
    this.middleFrom = Math.max(1, (int) (expected * MIDDLE_FROM));
    this.middleTo = (int) (expected * MIDDLE_TO);
    this.failBelow = (long) (failing * (1L << 32));
    this.versions = new AtomicIntegerArray(keys);
  }

  /** Handles a record's value, read as JSON. */
  public void handle(byte[] value) {
    try {
      handle(Json.mapper().readTree(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Handles an event's data.
   *
   * @throws IllegalStateException for the events that are to fail, the first time
   */
  public void handle(JsonNode data) {
    JsonNode task = data.get("task");
    int user = BenchEvents.keyOf(task.get("user_id").textValue());
    int version = task.get("version").intValue();
    if (failBelow > 0 && isToFail(user, version) && failed.add((long) user << 32 | version)) {
      throw new IllegalStateException("fails once");
    }
    if (!versions.compareAndSet(user, version - 1, version)) {
      wrong(
          "version %d of user %d was handled after version %d"
              .formatted(version, user, versions.get(user)));
      return;
    }
    count();
  }

  private void count() {
    int now = handled.incrementAndGet();
    if (now == 1) {
      first = Mark.at(now);
    }
    if (now == middleFrom) {
      begun = Mark.at(now);
    }
    if (now == middleTo) {
      ended = Mark.at(now);
    }
    if (now == expected) {
      last = Mark.at(now);
      complete.countDown();
    }
  }

  /** Spread evenly, and the same in each run. */
  private boolean isToFail(int user, int version) {
    long mixed = (user * 31L + version) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    return mixed >>> 32 < failBelow;
  }

  /** Notes what an arm did wrong; nothing more is waited for. */
  void wrong(String what) {
    if (problem == null) {
      problem = what;
    }
    complete.countDown();
  }

  /** Whether all events are handled, or something went wrong. */
  public boolean complete() {
    return complete.getCount() == 0;
  }

  /** Waits until {@link #complete()}. */
  public void awaitComplete() throws InterruptedException {
    complete.await();
  }

  int handled() {
    return handled.get();
  }

  int failures() {
    return failed.size();
  }

  /** What an arm did wrong; null where nothing. */
  String problem() {
    return problem;
  }

  /** From the first event handled to the last; null where not all were. */
  ArmResult.Pace whole() {
    return last == null ? null : first.to(last);
  }

  /** From 10 % to 90 % of the events handled; null where not all were. */
  ArmResult.Pace middle() {
    return last == null ? null : begun.to(ended);
  }
}
