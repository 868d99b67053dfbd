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
  private final Clock clock;

  Breakers(Clock clock) {
    this.clock = clock;
    registry.getEventPublisher().onEntryAdded(added -> watch(added.getAddedEntry()));
  }

  private void watch(CircuitBreaker breaker) {
    since.put(breaker.getName(), clock.instant());
    breaker
        .getEventPublisher()
        .onStateTransition(change -> since.put(breaker.getName(), clock.instant()));
  }

  /** Where Camel looks for them. */
  CircuitBreakerRegistry registry() {
    return registry;
  }

  /** Null if there is no such breaker. */
  Instant since(String name) {
    return since.get(name);
  }
}
