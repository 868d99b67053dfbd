package dev.kafila.boot.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafila.event.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/**
 * Answers {@code /observe/health}, {@code /live} and {@code /ready} in place of Camel, whose answer
 * escapes each reason twice and shows stack traces to whoever asks for them. 200 when all is well,
 * 503 when something is down.
 */
public final class HealthEndpoint {
  private static final int BEFORE_CAMELS = -1;
  private static final String LEVEL = "full";

  /** Checks of one route each: one that was stopped must not take all the others' callers away. */
  private static final List<String> OF_ONE_ROUTE = List.of("route:", "consumer:");

  private final CamelContext context;

  private HealthEndpoint(CamelContext context) {
    this.context = context;
  }

  /** To be called before the context starts. */
  public static void install(CamelContext context) throws Exception {
    var endpoint = new HealthEndpoint(context);
    context.addStartupListener(
        (started, already) ->
            context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(router -> !router.isMainServer())
                .forEach(endpoint::mount));
  }

  private void mount(VertxPlatformHttpRouter router) {
    answer(router, "/observe/health", false, () -> HealthCheckHelper.invoke(context, LEVEL));
    answer(
        router,
        "/observe/health/live",
        false,
        () -> ofAll(HealthCheckHelper.invokeLiveness(context, LEVEL)));
    answer(
        router,
        "/observe/health/ready",
        true,
        () -> ofAll(HealthCheckHelper.invokeReadiness(context, LEVEL)));
  }

  private static List<HealthCheck.Result> ofAll(Collection<HealthCheck.Result> results) {
    return results.stream()
        .filter(result -> OF_ONE_ROUTE.stream().noneMatch(result.getCheck().getId()::startsWith))
        .toList();
  }

  private static void answer(
      VertxPlatformHttpRouter router,
      String path,
      boolean readiness,
      Supplier<Collection<HealthCheck.Result>> results) {
    router
        .get(path)
        .order(BEFORE_CAMELS)
        .blockingHandler(request -> answer(request, results.get(), readiness), false);
  }

  private static void answer(
      RoutingContext request, Collection<HealthCheck.Result> results, boolean readiness) {
    boolean up = HealthCheckHelper.isResultsUp(results, readiness);
    var json = Json.mapper().createObjectNode().put("status", up ? "UP" : "DOWN");
    var checks = json.putArray("checks");
    results.stream()
        .sorted(Comparator.comparing(HealthEndpoint::isWell))
        .forEach(result -> describe(checks.addObject(), result));
    request
        .response()
        .setStatusCode(up ? 200 : 503)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(json.toString());
  }

  private static boolean isWell(HealthCheck.Result result) {
    return result.getState() == HealthCheck.State.UP;
  }

  private static void describe(ObjectNode check, HealthCheck.Result result) {
    check.put("name", result.getCheck().getId()).put("status", result.getState().name());
    result
        .getMessage()
        .or(() -> result.getError().map(Throwable::getMessage))
        .ifPresent(reason -> check.put("message", reason.replaceAll("\\s+", " ")));
  }
}
