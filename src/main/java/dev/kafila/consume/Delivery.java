package dev.kafila.consume;

import dev.kafila.consume.DeadLetterConfiguration.Verdict;
import dev.kafila.event.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record on its way through a route, over all tries: what it is, how far it came, how it failed.
 *
 * <p>It travels as a property of its exchange, so that the dead letter gets the record as it was.
 */
final class Delivery implements PartitionProgress.Entry {
  private static final String PROPERTY = "kafila.delivery";
  private static final int NONE = -1;

  private enum State {
    QUEUED,
    /** A thread works on it, or Kafka is about to acknowledge its dead letter. */
    RUNNING,
    /** Between two tries. */
    WAITING,
    FINISHED,
    /** Its partition belongs to somebody else now: no further try, no dead letter, no commit. */
    ABANDONED
  }

  private final ConsumerRecord<byte[], byte[]> record;
  private final EventHeaders headers;
  private final ConsumerContext context;
  private final long receivedNanos;
  private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);

  // Written by one thread at a time; handed over through the lane or through Camel's executors.
  private int tries;
  private int attempts;
  private int pausesEnded = NONE;
  private Instant firstFailedAt;
  private Instant lastFailedAt;
  private String deadLetter;
  private Throwable judged;
  private Verdict verdict;
  private Instant happened;

  Delivery(
      ConsumerRecord<byte[], byte[]> record,
      EventHeaders headers,
      ConsumerContext context,
      long receivedNanos) {
    this.record = record;
    this.headers = headers;
    this.context = context;
    this.receivedNanos = receivedNanos;
  }

  /** The delivery that an exchange carries; null where it came from elsewhere. */
  static Delivery of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, Delivery.class);
  }

  void travelWith(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  ConsumerRecord<byte[], byte[]> record() {
    return record;
  }

  EventHeaders headers() {
    return headers;
  }

  ConsumerContext context() {
    return context;
  }

  /** When it was read, by {@link System#nanoTime()}. */
  long receivedNanos() {
    return receivedNanos;
  }

  @Override
  public long offset() {
    return record.offset();
  }

  @Override
  public int size() {
    return Math.max(0, record.serializedValueSize()) + Math.max(0, record.serializedKeySize());
  }

  @Override
  public boolean finished() {
    return state.get() == State.FINISHED;
  }

  boolean abandoned() {
    return state.get() == State.ABANDONED;
  }

  /** Whether a thread works on it right now. */
  boolean running() {
    return state.get() == State.RUNNING;
  }

  /** When its event happened: as the route has read it, or else its header; null if neither. */
  Instant happened() {
    if (happened == null) {
      happened = timeOf(headers.text("ce_time"));
    }
    return happened;
  }

  private static Instant timeOf(String text) {
    try {
      return text == null ? null : Rfc3339.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  void happened(Instant time) {
    happened = time;
  }

  /** Begins or resumes work. False where it was abandoned: then nothing more may be done. */
  boolean start() {
    return move(State.QUEUED, State.RUNNING)
        || move(State.WAITING, State.RUNNING)
        || state.get() == State.RUNNING;
  }

  /** Leaves it until its next try. */
  void await() {
    move(State.RUNNING, State.WAITING);
  }

  /** Finishes it. False where it was abandoned: then this changes nothing for Kafka. */
  boolean finish() {
    return move(State.RUNNING, State.FINISHED) || move(State.WAITING, State.FINISHED);
  }

  /** Gives it up unless somebody works on it right now. */
  void abandonUnlessRunning() {
    if (!move(State.QUEUED, State.ABANDONED)) {
      move(State.WAITING, State.ABANDONED);
    }
  }

  /** Gives it up, whoever works on it, and whatever it becomes meanwhile. */
  void abandon() {
    State now;
    do {
      now = state.get();
    } while (now != State.FINISHED && now != State.ABANDONED && !move(now, State.ABANDONED));
  }

  private boolean move(State from, State to) {
    return state.compareAndSet(from, to);
  }

  /** What becomes of a failure, asked for only once. */
  Verdict verdict(Throwable failure, Supplier<Verdict> judge) {
    if (judged != failure || verdict == null) {
      judged = failure;
      verdict = judge.get();
    }
    return verdict;
  }

  /** Forgets the last verdict: what fails from here on is another failure. */
  void unjudged() {
    judged = null;
    verdict = null;
  }

  /** Counts a failed try of the handler. */
  void failed(Instant now) {
    tries++;
    lastFailedAt = now;
    if (pausesEnded == NONE) {
      pausesEnded = context.pausesEnded();
    }
    if (firstFailedAt == null) {
      firstFailedAt = now;
    }
  }

  /** Counts a time that the record came back from its route unfinished. */
  int attemptFailed() {
    deadLetter = null;
    pausesEnded = NONE;
    unjudged();
    return ++attempts;
  }

  /** Whether its tries since it last came from its route all lie between the same two pauses. */
  boolean failedWithinOnePeriod() {
    return pausesEnded == context.pausesEnded();
  }

  int attempts() {
    return attempts;
  }

  int tries() {
    return tries;
  }

  Instant firstFailedAt() {
    return firstFailedAt;
  }

  Instant lastFailedAt() {
    return lastFailedAt;
  }

  /** Notes that its route is about to write it to the dead letters, and why. */
  void toDeadLetter(String why) {
    deadLetter = why;
  }

  /** Why it becomes a dead letter; null where it does not. */
  String deadLetter() {
    return deadLetter;
  }
}
