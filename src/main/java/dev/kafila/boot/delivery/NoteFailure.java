package dev.kafila.boot.delivery;

import dev.kafila.notification.delivery.Failure;
import dev.kafila.notification.delivery.Failure.Kind;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * What becomes of an exception while a message goes out: it is noted for {@link CloseAttempt}.
 *
 * <p>Within the circuit breaker only a refusal is: what tells of a channel that is away goes on to
 * the breaker, which counts it, and is noted in the breaker's fallback.
 */
final class NoteFailure implements Processor {
  private static final String FAILURE = "kafila.failure";

  private final boolean refusalsOnly;
  private final FailureReader reader;
  private final Breakers breakers;

  private NoteFailure(boolean refusalsOnly, Breakers breakers, Clock clock) {
    this.refusalsOnly = refusalsOnly;
    this.reader = new FailureReader(clock);
    this.breakers = breakers;
  }

  static NoteFailure refusals(Breakers breakers, Clock clock) {
    return new NoteFailure(true, breakers, clock);
  }

  static NoteFailure all(Breakers breakers, Clock clock) {
    return new NoteFailure(false, breakers, clock);
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    var caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (caught == null) {
      exchange.setProperty(FAILURE, failureOfBreaker());
      return;
    }
    var failure = reader.read(caught);
    if (failure.isEmpty() || (refusalsOnly && failure.get().kind() != Kind.REFUSED)) {
      throw caught;
    }
    exchange.setProperty(FAILURE, failure.get());
  }

  /**
   * Camel tells no exception where the breaker let nothing through, or its time limit ended a call.
   */
  private Failure failureOfBreaker() {
    return breakers.hasJustRefused()
        ? Failure.notTried("it has not answered lately")
        : Failure.away("no answer within the time limit");
  }

  /** Null where nothing failed. */
  static Failure of(Exchange exchange) {
    return exchange.getProperty(FAILURE, Failure.class);
  }
}
