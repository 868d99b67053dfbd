package dev.kafila.boot.delivery;

import dev.kafila.consume.OrderedKafkaEndpoint;
import dev.kafila.notification.InAppDelivery;
import dev.kafila.notification.delivery.ChannelTraffic;
import dev.kafila.store.UserTransactions;
import dev.kafila.web.ops.OpsHandler;
import dev.kafila.web.ops.OpsRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;

/** {@code GET /api/ops/channels}: how each channel does, and what waits for it. */
final class ChannelsReport implements OpsHandler {
  private static final String IN_APP_ROUTE = "delivery-in-app";

  /** As long as a request can come back, as a dead letter. */
  private static final Duration LOOKED_AT = Duration.ofDays(31);

  private final CamelContext context;
  private final Set<String> notSetUp;
  private final Breakers breakers;
  private final UserTransactions transactions;
  private final Clock clock;

  ChannelsReport(
      CamelContext context,
      Set<String> notSetUp,
      Breakers breakers,
      UserTransactions transactions,
      Clock clock) {
    this.context = context;
    this.notSetUp = notSetUp;
    this.breakers = breakers;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param setUp whether the settings name all that it needs
   * @param route null: this process does not deliver on it
   * @param breaker null: its route has none, or is stopped
   */
  private record Channel(
      String channel,
      boolean setUp,
      RouteState route,
      BreakerState breaker,
      ChannelTraffic deliveries) {}

  private record RouteState(String id, String state) {}

  private record BreakerState(String id, String state, Instant since) {}

  @Override
  public Object answer(OpsRequest request) {
    var since = clock.instant().minus(LOOKED_AT);
    var traffic = transactions.read(tx -> ChannelTraffic.of(tx, since));
    var routes = routes();
    var names = new TreeSet<>(traffic.keySet());
    names.addAll(routes.keySet());
    return Map.of(
        "channels",
        names.stream()
            .map(
                name ->
                    channel(
                        name, routes.get(name), traffic.getOrDefault(name, ChannelTraffic.NONE)))
            .toList());
  }

  private Map<String, Route> routes() {
    Map<String, Route> routes = new TreeMap<>();
    for (var route : context.getRoutes()) {
      if (route.getId().equals(IN_APP_ROUTE)) {
        routes.put(InAppDelivery.CHANNEL, route);
      } else if (route.getEndpoint() instanceof OrderedKafkaEndpoint endpoint
          && endpoint.attributes().containsKey(ServedChannels.ATTRIBUTE)) {
        routes.put(endpoint.attributes().get(ServedChannels.ATTRIBUTE), route);
      }
    }
    return routes;
  }

  private Channel channel(String name, Route route, ChannelTraffic traffic) {
    boolean setUp = !notSetUp.contains(name);
    if (route == null) {
      return new Channel(name, setUp, null, null, traffic);
    }
    var status = context.getRouteController().getRouteStatus(route.getId());
    var state = new RouteState(route.getId(), status.name().toLowerCase(Locale.ROOT));
    return new Channel(name, setUp, state, breaker(route).orElse(null), traffic);
  }

  private Optional<BreakerState> breaker(Route route) {
    return route.filter("*").stream()
        .filter(ResilienceProcessor.class::isInstance)
        .map(ResilienceProcessor.class::cast)
        // A stopped route's has no state.
        .filter(one -> one.getCircuitBreakerState() != null)
        .findFirst()
        .map(
            one ->
                new BreakerState(
                    one.getId(),
                    one.getCircuitBreakerState().toLowerCase(Locale.ROOT),
                    breakers.since(one.getId())));
  }
}
