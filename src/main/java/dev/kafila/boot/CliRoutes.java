package dev.kafila.boot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.console.RouteDevConsole;
import org.apache.camel.util.json.JsonObject;

/**
 * What the Camel CLI is shown of the routes, gathered anew only as often as it is cheap.
 *
 * <p>The CLI's connector asks for it every few seconds, whether anybody reads it or not, and Camel
 * goes through all steps by JMX once for each route, which was a fifth of what a busy program did.
 * A route that comes, goes, starts or stops is seen at once.
 */
final class CliRoutes extends RouteDevConsole {
  /** At most this share of the time is spent on it: 1 in so many. */
  private static final int SHARE = 50;

  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private Map<String, Object> asked;
  private List<State> states;
  private JsonObject answer;
  private long goodUntil;

  private record State(Route route, ServiceStatus status) {}

  private CliRoutes() {}

  /** Takes the place of Camel's own, if it comes first. */
  static void install(CamelContext context) {
    var consoles = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
    if (consoles != null) {
      consoles.register(new CliRoutes());
    }
  }

  /** One call at a time, which the caller sees to. */
  @Override
  protected JsonObject doCallJson(Map<String, Object> options) {
    if (options.containsKey(ACTION)) {
      return super.doCallJson(options);
    }
    var now = states();
    long begun = System.nanoTime();
    if (!options.equals(asked) || !now.equals(states) || begun - goodUntil >= 0) {
      answer = super.doCallJson(options);
      asked = Map.copyOf(options);
      states = now;
      long end = System.nanoTime();
      goodUntil = end + Math.min(SHARE * (end - begun), LONGEST_NANOS);
    }
    return answer;
  }

  private List<State> states() {
    var controller = getCamelContext().getRouteController();
    return getCamelContext().getRoutes().stream()
        .map(route -> new State(route, controller.getRouteStatus(route.getRouteId())))
        .toList();
  }
}
