package dev.kafila.boot.delivery;

import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.util.URISupport;

/**
 * The channels that a route delivers on, by the routes that there are now.
 *
 * <p>One counts for a minute longer: a route that is edited is not there for a moment.
 */
final class ServedChannels implements Predicate<String> {
  static final String ATTRIBUTE = "channel";

  private static final String PREFIX = ATTRIBUTE + ":";
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final ModelCamelContext context;
  private final Clock clock;
  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  ServedChannels(CamelContext context, Clock clock) {
    this.context = (ModelCamelContext) context;
    this.clock = clock;
  }

  @Override
  public boolean test(String channel) {
    var now = clock.instant();
    current().forEach(one -> seen.put(one, now));
    var last = seen.get(channel);
    return last != null && last.plus(GRACE).isAfter(now);
  }

  private Set<String> current() {
    Set<String> channels = new HashSet<>();
    for (var route : context.getRouteDefinitions()) {
      var uri = route.getInput().getEndpointUri();
      if (uri.startsWith("ordered-kafka:") && uri.contains("?")) {
        collect(uri, channels);
      }
    }
    return channels;
  }

  private static void collect(String uri, Set<String> channels) {
    try {
      var attributes = URISupport.parseQuery(URISupport.extractQuery(uri)).get("attributes");
      for (var attribute : String.valueOf(attributes).split(",")) {
        if (attribute.strip().startsWith(PREFIX)) {
          channels.add(attribute.strip().substring(PREFIX.length()).strip());
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Camel has started a route with " + uri, e);
    }
  }
}
