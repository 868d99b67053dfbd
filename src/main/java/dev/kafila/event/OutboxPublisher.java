package dev.kafila.event;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
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
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final OutboxSignal signal;
  private final OutboxLeadership leadership;
  private final OutboxStore store = new OutboxStore();
  private final EventSink sink;
  private final OutboxMetrics metrics;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "outbox-publisher");
  private volatile boolean stopping;
  private volatile String trouble;
  private int troubles;

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
    return trouble;
  }

  private void run() {
    while (!stopping) {
      try {
        boolean woken = signal.await(LOOK_AGAIN);
        if (leadership.acquire()) {
          publishAll();
          metrics.depth(store.depth(leadership.handle()));
        } else if (woken) {
          leadership.tellLeader();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.warn("outbox: {}; trying again", e.getMessage());
          LOG.debug("outbox", e);
        }
        leadership.close();
      }
    }
    leadership.close();
  }

  private void publishAll() throws InterruptedException {
    List<PendingEvent> batch;
    do {
      // While Kafka is away one event is enough to find out whether it is back.
      batch = store.next(leadership.handle(), trouble == null ? BATCH : 1);
      for (var wave : waves(batch)) {
        if (stopping || !publish(wave)) {
          return;
        }
      }
    } while (!batch.isEmpty());
  }

  /** Splits events so that no wave holds two of one user; order is kept for each user. */
  static List<List<PendingEvent>> waves(List<PendingEvent> events) {
    List<List<PendingEvent>> waves = new ArrayList<>();
    List<PendingEvent> rest = events;
    while (!rest.isEmpty()) {
      var users = new HashSet<String>();
      List<PendingEvent> wave = new ArrayList<>();
      List<PendingEvent> later = new ArrayList<>();
      for (var event : rest) {
        (users.add(event.userId()) ? wave : later).add(event);
      }
      waves.add(wave);
      rest = later;
    }
    return waves;
  }

  /**
   * @return whether the next wave may follow
   */
  private boolean publish(List<PendingEvent> wave) throws InterruptedException {
    try {
      sink.publish(wave);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return failed(wave, e);
    }
    store.delete(leadership.handle(), wave);
    metrics.published(wave, clock.instant());
    if (trouble != null) {
      LOG.info("Kafka answers again; the outbox goes on");
      trouble = null;
      troubles = 0;
      store.retryNow(leadership.handle());
    }
    return true;
  }

  private boolean failed(List<PendingEvent> wave, Exception failure) throws InterruptedException {
    if (stopping) {
      return false;
    }
    metrics.failed();
    if (!blamesRecord(failure)) {
      trouble = "Kafka does not take events: " + rootMessage(failure);
      wave.forEach(event -> setAside(event, failure, Duration.ZERO));
      pause(backoff(troubles++));
      return false;
    }
    if (wave.size() == 1) {
      setAside(wave.get(0), failure, backoff(wave.get(0).attempts()));
      return false;
    }
    // One of them is to blame: by themselves they tell which.
    for (var event : wave) {
      publish(List.of(event));
    }
    return false;
  }

  private void setAside(PendingEvent event, Exception failure, Duration pause) {
    store.setAside(leadership.handle(), event, pause, rootMessage(failure));
    metrics.setAside();
    try (var user = MDC.putCloseable("user", event.userId());
        var id = MDC.putCloseable("event_id", event.eventId())) {
      LOG.warn(
          "set aside: {} {} for {} ({} bytes, attempt {}): {}",
          event.type(),
          event.subject(),
          event.topic(),
          event.data().length(),
          event.attempts() + 1,
          rootMessage(failure));
    }
  }

  private void pause(Duration pause) throws InterruptedException {
    var until = clock.instant().plus(pause);
    while (!stopping && clock.instant().isBefore(until)) {
      signal.await(Duration.ofMillis(100));
    }
    signal.run();
  }

  /** 1 s, 2 s, 4 s ... 30 s, each up to a fifth shorter or longer. */
  private static Duration backoff(int attempts) {
    long millis = Math.min(LONGEST_PAUSE.toMillis(), 1_000L << Math.min(attempts, 10));
    return Duration.ofMillis((long) (millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }

  /** Whether Kafka refuses this very record; anything else is the surroundings' fault. */
  private static boolean blamesRecord(Throwable failure) {
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
