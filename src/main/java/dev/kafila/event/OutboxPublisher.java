package dev.kafila.event;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the outbox, each user's events in their order.
 *
 * <p>A wave holds at most one event of each user and the next wave starts when all of it is
 * acknowledged, so nothing that fails can be overtaken by what comes after it. An event whose
 * publishing fails is set aside: its user's later events wait behind it, everybody else's go on.
 */
public final class OutboxPublisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
  private static final int BATCH = 1_000;
  private static final int PROBES = 20;

  /**
   * While events keep coming, it looks no more often than this: what comes together costs everyone
   * behind it, down to the last consumer's poll, little more than one event.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(40);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final OutboxSignal signal;
  private final OutboxLeadership leadership;
  private final OutboxStore store = new OutboxStore();
  private final OutboxFailures failures;
  private final EventSink sink;
  private final OutboxMetrics metrics;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "outbox-publisher");
  private long lookedAt = System.nanoTime() - BETWEEN_LOOKS.toNanos();
  private volatile boolean stopping;
  private volatile String storeTrouble;

  /** How it goes on after a wave. */
  private enum Next {
    WAVE,
    /** Somebody's events have to wait: the rest of this batch may hold more of them. */
    BATCH,
    LATER
  }

  public OutboxPublisher(
      DataSource dataSource,
      OutboxSignal signal,
      EventSink sink,
      MeterRegistry registry,
      Clock clock) {
    this.signal = signal;
    this.sink = sink;
    this.metrics = new OutboxMetrics(registry);
    this.failures = new OutboxFailures(store, metrics);
    this.leadership = new OutboxLeadership(dataSource, signal, failures::retryAll);
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  /** Why nothing can be published at the moment; null if all is well. */
  public String trouble() {
    return failures.kafkaTrouble() == null ? storeTrouble : failures.kafkaTrouble();
  }

  private void run() {
    while (!stopping) {
      try {
        boolean woken = signal.await(LOOK_AGAIN);
        if (leadership.acquire()) {
          publishAll();
        } else if (woken) {
          leadership.tellLeader();
        }
        storeTrouble = null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (RuntimeException e) {
        if (!stopping) {
          storeTrouble = "the outbox cannot be read: " + Unpublished.message(e);
          LOG.warn("{}; trying again", storeTrouble);
          LOG.debug("outbox", e);
        }
        leadership.close();
        metrics.depthUnknown();
        failures.retryAll();
      }
    }
    leadership.close();
  }

  private void publishAll() throws InterruptedException {
    Set<String> busy = Set.of();
    boolean more = true;
    boolean many = false;
    while (more && !stopping) {
      if (!many) {
        awaitMore();
      }
      var handle = leadership.handle();
      metrics.count(() -> store.depth(handle));
      // While Kafka is away a few users' events are enough to find out whether it is back.
      int most = failures.kafkaTrouble() == null ? BATCH : PROBES;
      var without = new HashSet<>(failures.waitingUsers(handle));
      without.addAll(busy);
      var batch = OutboxBatch.of(store.next(handle, most, without));
      if (publish(batch) == Next.LATER) {
        return;
      }
      many = batch.waves().stream().mapToInt(List::size).sum() > BATCH / 2;
      more = !batch.waves().isEmpty() || !busy.isEmpty();
      // Whoever has many waits for one batch of everybody else's.
      busy = busy.isEmpty() ? batch.busyUsers() : Set.of();
    }
    metrics.count(() -> store.depth(leadership.handle()));
  }

  /** Not after a pause: the first event goes at once. */
  private void awaitMore() throws InterruptedException {
    long left = BETWEEN_LOOKS.toNanos() - (System.nanoTime() - lookedAt);
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
    lookedAt = System.nanoTime();
  }

  private Next publish(OutboxBatch batch) throws InterruptedException {
    for (var wave : batch.waves()) {
      var next = stopping ? Next.LATER : publish(wave);
      if (next != Next.WAVE) {
        return next;
      }
    }
    return Next.WAVE;
  }

  private Next publish(List<PendingEvent> wave) throws InterruptedException {
    var events = failures.withoutMissingTopics(leadership.handle(), wave);
    var unpublished = events.isEmpty() ? List.<Unpublished>of() : send(events);
    var failed = unpublished.stream().map(one -> one.event().outboxId()).collect(toSet());
    var published = events.stream().filter(one -> !failed.contains(one.outboxId())).toList();
    if (!published.isEmpty()) {
      store.delete(leadership.handle(), published);
      metrics.published(published, clock.instant());
      failures.published(published);
    }
    if (unpublished.isEmpty()) {
      return events.size() == wave.size() ? Next.WAVE : Next.BATCH;
    }
    if (stopping) {
      return Next.LATER;
    }
    var pause = failures.failed(leadership.handle(), unpublished, !published.isEmpty());
    if (pause.isZero()) {
      return Next.BATCH;
    }
    pause(pause);
    return Next.LATER;
  }

  private List<Unpublished> send(List<PendingEvent> events) throws InterruptedException {
    try {
      return sink.publish(events);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return events.stream().map(event -> new Unpublished(event, e)).toList();
    }
  }

  private void pause(Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    while (!stopping && System.nanoTime() - until < 0) {
      signal.await(Duration.ofMillis(100));
    }
    signal.run();
  }

  @Override
  public void close() {
    stopping = true;
    signal.run();
    try {
      thread.join(STOP_WITHIN.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(STOP_WITHIN.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
