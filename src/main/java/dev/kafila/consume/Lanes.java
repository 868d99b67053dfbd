package dev.kafila.consume;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Work by key: what has the same key runs one after another, in the order added; different keys run
 * at the same time, on a bounded number of threads.
 *
 * <p>A lane exists only while its key has work. A lane that waits (for a retry, for an answer)
 * holds no thread.
 *
 * @param <T> the work
 */
final class Lanes<T> {
  /** How many items a lane may run before others get their turn. */
  private static final int SLICE = 64;

  /** How many lanes may wait for a thread before {@link #awaitRoom} waits. */
  private static final int ROOM = 128;

  /** Begins an item; exactly one call of the lane's {@code done} or {@code again} must follow. */
  @FunctionalInterface
  interface Work<T> {
    void start(T item, Lane lane);
  }

  /** Where an item reports what became of it, from any thread. */
  interface Lane {
    /** The item is finished: the next one may start. */
    void done();

    /** The item is to be started once more; it keeps its place. */
    void again();
  }

  private enum Phase {
    /** In {@link Work#start}, which has not returned yet. */
    STARTING,
    /** Started, and going on elsewhere. */
    ELSEWHERE,
    /** Not started, or finished. */
    READY
  }

  private final Work<T> work;
  private final Executor executor;
  private final int workers;
  private final ConcurrentHashMap<Object, KeyLane> lanes = new ConcurrentHashMap<>();
  private final Queue<KeyLane> ready = new ConcurrentLinkedQueue<>();
  private final Queue<KeyLane> held = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger active = new AtomicInteger();
  private volatile boolean closed;
  private volatile Thread reader;
  private int added;

  /**
   * @param workers how many lanes run at the same time at most
   * @param executor runs them; has at least as many threads
   */
  Lanes(int workers, Executor executor, Work<T> work) {
    this.workers = workers;
    this.executor = executor;
    this.work = work;
  }

  /** Adds work behind that of the same key. It may start at once, and does after {@link #flush}. */
  void add(Object key, T item) {
    while (true) {
      KeyLane lane = lanes.computeIfAbsent(key, KeyLane::new);
      synchronized (lane) {
        if (lane.gone) {
          continue;
        }
        lane.items.add(item);
        if (lane.scheduled) {
          return;
        }
        lane.scheduled = true;
      }
      ready(lane);
      added++;
      return;
    }
  }

  /** Wakes as many threads as the work added since the last time can use. */
  void flush() {
    if (added > 0) {
      wake(added);
      added = 0;
    }
  }

  /**
   * Waits until few lanes wait for a thread, so that what is read is handled while it is still in a
   * core's cache, and dies young. Lanes that wait for a retry do not count.
   *
   * @param nanos no longer than this
   */
  void awaitRoom(long nanos) {
    long deadline = System.nanoTime() + nanos;
    reader = Thread.currentThread();
    long left;
    while (!hasRoom() && (left = deadline - System.nanoTime()) > 0 && !reader.isInterrupted()) {
      LockSupport.parkNanos(this, left);
    }
    reader = null;
  }

  /** Whether few lanes wait for a thread. */
  boolean hasRoom() {
    return waiting.get() <= ROOM;
  }

  /** The number of keys with work. */
  int size() {
    return lanes.size();
  }

  /** From now on nothing starts; what runs goes on. */
  void close() {
    closed = true;
  }

  /** Lets everything start again. */
  void open() {
    closed = false;
    KeyLane lane;
    int released = 0;
    while ((lane = held.poll()) != null) {
      ready(lane);
      released++;
    }
    wake(released);
  }

  /**
   * Starts one item of the lane that was held longest, while closed.
   *
   * @return false where no lane waits
   */
  boolean probe() {
    KeyLane lane = held.poll();
    if (lane == null) {
      return false;
    }
    lane.probing = true;
    ready(lane);
    wake(1);
    return true;
  }

  private void wake(int lanesReady) {
    int wanted = Math.min(lanesReady, workers);
    while (wanted > 0) {
      int running = active.get();
      if (running >= workers) {
        return;
      }
      if (active.compareAndSet(running, running + 1)) {
        try {
          executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
          // Stopped: what is left comes again from Kafka, to whoever reads the partition next.
          active.decrementAndGet();
          return;
        }
        wanted--;
      }
    }
  }

  private void drain() {
    try {
      KeyLane lane;
      while ((lane = next()) != null) {
        run(lane);
      }
    } finally {
      active.decrementAndGet();
      // Whoever added while all threads were busy, and this one on its way out, woke nobody.
      if (!ready.isEmpty()) {
        wake(1);
      }
    }
  }

  private void run(KeyLane lane) {
    for (int i = 0; i < SLICE; i++) {
      if (closed && !lane.probing && hold(lane)) {
        return;
      }
      lane.probing = false;
      T item = lane.start();
      if (item == null) {
        return;
      }
      work.start(item, lane);
      if (lane.left()) {
        return;
      }
    }
    ready(lane);
  }

  private void ready(KeyLane lane) {
    waiting.incrementAndGet();
    ready.add(lane);
  }

  private KeyLane next() {
    KeyLane lane = ready.poll();
    if (lane != null && waiting.decrementAndGet() == ROOM) {
      // Null is fine for unpark.
      LockSupport.unpark(reader);
    }
    return lane;
  }

  /** False where the gate was opened meanwhile, so that nobody forgets the lane. */
  private boolean hold(KeyLane lane) {
    held.add(lane);
    return closed || !held.remove(lane);
  }

  private final class KeyLane implements Lane {
    private final Object key;
    private final ArrayDeque<T> items = new ArrayDeque<>(4);
    private Phase phase = Phase.READY;
    private boolean scheduled;
    private boolean gone;

    /** Written before the lane goes to a queue, read after it was taken from there. */
    private boolean probing;

    KeyLane(Object key) {
      this.key = key;
    }

    /** The item to start; null where none is left, and then neither is the lane. */
    synchronized T start() {
      if (items.isEmpty()) {
        gone = true;
        lanes.remove(key, this);
        return null;
      }
      phase = Phase.STARTING;
      return items.peek();
    }

    /** Whether the item that was started goes on elsewhere, so that this thread may leave. */
    synchronized boolean left() {
      if (phase == Phase.STARTING) {
        phase = Phase.ELSEWHERE;
        return true;
      }
      return false;
    }

    @Override
    public void done() {
      report(true);
    }

    @Override
    public void again() {
      report(false);
    }

    private void report(boolean finished) {
      boolean elsewhere;
      synchronized (this) {
        if (phase == Phase.READY) {
          throw new IllegalStateException("reported twice");
        }
        elsewhere = phase == Phase.ELSEWHERE;
        phase = Phase.READY;
        if (finished) {
          items.poll();
        }
      }
      if (elsewhere) {
        ready(this);
        wake(1);
      }
    }
  }
}
