package dev.kafila.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

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
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration LONGEST_WITHOUT_KAFKA = Duration.ofSeconds(5);
  private static final Duration LONGEST_WITH_REFUSED = Duration.ofMinutes(1);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final OutboxSignal signal;
  private final OutboxLeadership leadership;
  private final OutboxStore store = new OutboxStore();
  private final Refusals refusals = new Refusals();
  private final EventSink sink;
  private final OutboxMetrics metrics;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "outbox-publisher");
  private volatile boolean stopping;
  private volatile String kafkaTrouble;
  private volatile String storeTrouble;
  private int troubles;

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
    this.leadership = new OutboxLeadership(dataSource, signal);
    this.sink = sink;
    this.metrics = new OutboxMetrics(registry);
    this.clock = clock;
  }

  public void start() {
    thread.start();
  }

  /** Why nothing can be published at the moment; null if all is well. */
  public String trouble() {
    return kafkaTrouble == null ? storeTrouble : kafkaTrouble;
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
          storeTrouble = "the outbox cannot be read: " + rootMessage(e);
          LOG.warn("{}; trying again", storeTrouble);
          LOG.debug("outbox", e);
        }
        leadership.close();
        metrics.depthUnknown();
        refusals.changed();
      }
    }
    leadership.close();
  }

  private void publishAll() throws InterruptedException {
    Set<String> busy = Set.of();
    boolean more = true;
    while (more && !stopping) {
      metrics.count(() -> store.depth(leadership.handle()));
      // While Kafka is away one event is enough to find out whether it is back.
      int most = kafkaTrouble == null ? BATCH : 1;
      var without = new HashSet<>(refusals.users(() -> store.usersToLeave(leadership.handle())));
      without.addAll(busy);
      var batch = OutboxBatch.of(store.next(leadership.handle(), most, without));
      if (publish(batch) == Next.LATER) {
        return;
      }
      more = !batch.waves().isEmpty() || !busy.isEmpty();
      // Whoever has many waits for one batch of everybody else's.
      busy = busy.isEmpty() ? batch.busyUsers() : Set.of();
    }
    metrics.count(() -> store.depth(leadership.handle()));
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
    try {
      sink.publish(wave);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return failed(wave, e);
    }
    store.delete(leadership.handle(), wave);
    metrics.published(wave, clock.instant());
    if (kafkaTrouble != null) {
      LOG.info("Kafka answers again; the outbox goes on");
      kafkaTrouble = null;
      troubles = 0;
    }
    return Next.WAVE;
  }

  private Next failed(List<PendingEvent> wave, Exception failure) throws InterruptedException {
    if (stopping) {
      return Next.LATER;
    }
    metrics.failed();
    if (!Refusals.isOne(failure)) {
      waitForKafka(wave, failure);
      return Next.LATER;
    }
    if (wave.size() == 1) {
      var event = wave.get(0);
      var pause = backoff(event.attempts(), LONGEST_WITH_REFUSED);
      store.refused(leadership.handle(), event, pause, rootMessage(failure));
      refusals.changed();
      tell(event, failure);
      metrics.setAside(event.attempts() == 0 ? 1 : 0);
      return Next.BATCH;
    }
    // One of them is to blame: by themselves they tell which.
    for (var event : wave) {
      if (stopping || publish(List.of(event)) == Next.LATER) {
        return Next.LATER;
      }
    }
    return Next.BATCH;
  }

  private void waitForKafka(List<PendingEvent> wave, Exception failure)
      throws InterruptedException {
    metrics.setAside(kafkaTrouble == null ? wave.size() : 0);
    kafkaTrouble = "Kafka does not take events: " + rootMessage(failure);
    store.waitForKafka(leadership.handle(), wave, rootMessage(failure));
    wave.forEach(event -> tell(event, failure));
    pause(backoff(troubles++, LONGEST_WITHOUT_KAFKA));
  }

  private static void tell(PendingEvent event, Exception failure) {
    try (var user = MDC.putCloseable("user", event.userId());
        var id = MDC.putCloseable("event_id", event.eventId())) {
      LOG.warn(
          "set aside: {} {} for {} ({} characters): {}",
          event.type(),
          event.subject(),
          event.topic(),
          event.data().length(),
          rootMessage(failure));
    }
  }

  private void pause(Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    while (!stopping && System.nanoTime() - until < 0) {
      signal.await(Duration.ofMillis(100));
    }
    signal.run();
  }

  /** 1 s, 2 s, 4 s ... up to the longest, each up to a fifth shorter or longer. */
  private static Duration backoff(int before, Duration longest) {
    long millis = Math.min(longest.toMillis(), 1_000L << Math.min(before, 10));
    return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }

  private static String rootMessage(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
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
