package dev.kafila.consume;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.builder.DeadLetterChannelBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RedeliveryPolicyDefinition;

/**
 * What becomes of records that fail: the route configuration {@code kafka-dlq}.
 *
 * <p>Settings: {@code kafila.consume.max-redeliveries} (3), {@code redelivery-delay} and {@code
 * max-redelivery-delay} (1,000 and 30,000 ms), {@code redelivery-multiplier} (2).
 */
public final class DeadLetterConfiguration extends RouteConfigurationBuilder {
  public static final String ID = "kafka-dlq";

  /** With a bound, or a thread waits 30 s where the route is missing. */
  public static final String ROUTE = "direct:dead-letter?timeout=2000";

  private static final int REDELIVERY_THREADS = 16;

  private final Clock clock;
  private int maxRedeliveries;

  public DeadLetterConfiguration(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void configuration() {
    maxRedeliveries = Integer.parseInt(setting("max-redeliveries", "3"));
    var channel = new DeadLetterChannelBuilder(ROUTE);
    channel.setDeadLetterHandleNewException("false");
    channel.setRedeliveryPolicy(redeliveryPolicy());
    channel.executorService(redeliveryThreads());
    channel.onExceptionOccurred(this::failed);
    channel.onRedelivery(this::redeliver);
    channel.onPrepareFailure(this::prepare);
    var configuration = routeConfiguration(ID);
    configuration.errorHandler(channel);
    // A clause without steps falls to the dead letter channel; one with a step does not.
    configuration
        .onException(Throwable.class)
        .id("kafka-dlq-keep")
        .onWhen(exchange -> verdict(exchange) == Verdict.KEEP)
        .maximumRedeliveries(0)
        .logExhausted(false)
        .handled(false)
        .process(exchange -> {});
    configuration
        .onException(Throwable.class)
        .id("kafka-dlq-dead-letter")
        .onWhen(exchange -> verdict(exchange) == Verdict.DEAD_LETTER)
        .maximumRedeliveries(0)
        .logExhausted(false);
  }

  private RedeliveryPolicyDefinition redeliveryPolicy() {
    var policy = new RedeliveryPolicyDefinition();
    policy.setMaximumRedeliveries(Integer.toString(maxRedeliveries));
    policy.setRedeliveryDelay(setting("redelivery-delay", "1000"));
    policy.setMaximumRedeliveryDelay(setting("max-redelivery-delay", "30000"));
    policy.setUseExponentialBackOff("true");
    policy.setBackOffMultiplier(setting("redelivery-multiplier", "2"));
    policy.setUseCollisionAvoidance("true");
    policy.setAsyncDelayedRedelivery("true");
    policy.setLogExhausted("false");
    policy.setLogRetryAttempted("false");
    return policy;
  }

  /** Handlers run on these when they are tried again: not on those that every route shares. */
  private ScheduledExecutorService redeliveryThreads() {
    return getContext()
        .getExecutorServiceManager()
        .newScheduledThreadPool(this, "KafkaRedelivery", REDELIVERY_THREADS);
  }

  private String setting(String name, String otherwise) {
    return getContext()
        .resolvePropertyPlaceholders("{{kafila.consume." + name + ":" + otherwise + "}}");
  }

  enum Verdict {
    /** Tried again by Camel, after a delay. */
    RETRY,
    DEAD_LETTER,
    /** Left to the consumer, which tries it again until it succeeds. */
    KEEP
  }

  /** Camel asks several times for one failure; only the first time may count. */
  private Verdict verdict(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Delivery delivery = Delivery.of(exchange);
    if (delivery == null) {
      return Verdict.KEEP;
    }
    return delivery.verdict(failure, () -> judge(exchange, delivery, failure));
  }

  private Verdict judge(Exchange exchange, Delivery delivery, Throwable failure) {
    return switch (Classification.of(failure)) {
      case SURROUNDINGS -> Verdict.KEEP;
      case RECORD -> Verdict.DEAD_LETTER;
      case UNKNOWN -> {
        int redeliveries =
            exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        if (redeliveries < maxRedeliveries) {
          yield Verdict.RETRY;
        }
        yield delivery.context().mayBecomeDeadLetter(delivery, failure)
            ? Verdict.DEAD_LETTER
            : Verdict.KEEP;
      }
    };
  }

  private void failed(Exchange exchange) {
    Delivery delivery = Delivery.of(exchange);
    if (delivery != null) {
      delivery.failed(clock.instant());
      delivery.await();
      if (verdict(exchange) == Verdict.RETRY) {
        delivery.context().retrying();
        LogContext.leave();
      }
    }
  }

  private void redeliver(Exchange exchange) {
    Delivery delivery = Delivery.of(exchange);
    if (delivery == null) {
      return;
    }
    delivery.unjudged();
    if (!delivery.start()) {
      // Its partition went to somebody else, who tries it from the beginning.
      exchange.setRouteStop(true);
    }
  }

  private void prepare(Exchange exchange) {
    if (verdict(exchange) == Verdict.KEEP) {
      return;
    }
    Delivery delivery = Delivery.of(exchange);
    if (!delivery.start()) {
      throw new IllegalStateException("its partition was taken away meanwhile: no dead letter");
    }
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    var letter = DeadLetter.of(delivery, failure);
    delivery.toDeadLetter(
        "fingerprint %s: %s".formatted(Fingerprint.of(failure), Fingerprint.unwrap(failure)));
    exchange.getIn().setBody(letter);
  }
}
