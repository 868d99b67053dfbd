package dev.kafila.boot.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The circuit breakers of the routes, and since when each is in its state. */
final class Breakers {
  private final CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  /** Of each thread: whether its last call was not let through. */
  private final ThreadLocal<Boolean> refused = ThreadLocal.withInitial(() -> false);

  private final Clock clock;

  Breakers(Clock clock) {
    this.clock = clock;
    registry.getEventPublisher().onEntryAdded(added -> watch(added.getAddedEntry()));
  }

  private void watch(CircuitBreaker breaker) {
    since.put(breaker.getName(), clock.instant());
    breaker
        .getEventPublisher()
        .onStateTransition(change -> since.put(breaker.getName(), clock.instant()))
        .onCallNotPermitted(call -> refused.set(true))
        .onSuccess(call -> refused.set(false))
        .onError(call -> refused.set(false))
        .onIgnoredError(call -> refused.set(false));
  }

  /** Where Camel looks for them. */
  CircuitBreakerRegistry registry() {
    return registry;
  }

  /**
   * Whether a breaker has not let through the last call that came to one on this thread. It says
   * so, as everything, on the thread that calls it, before Camel's fallback runs there.
   */
  boolean hasJustRefused() {
    return refused.get();
  }

  /** Null if there is no such breaker. */
  Instant since(String name) {
    return since.get(name);
  }
}
