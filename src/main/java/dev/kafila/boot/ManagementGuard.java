package dev.kafila.boot;

import dev.kafila.event.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Keeps pages of other sites, open in the browser of somebody on this machine, away from the
 * management server, which asks nobody for a password.
 */
final class ManagementGuard {
  private static final int FIRST = -100;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Set<String> OTHER_SITES = Set.of("cross-site", "same-site");

  private final boolean loopbackOnly;

  /**
   * @param host where the management server listens
   */
  ManagementGuard(String host) {
    this.loopbackOnly = LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
  }

  /** To be called before the context starts. */
  void install(CamelContext context) throws Exception {
    context.addStartupListener(
        (started, already) ->
            context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(router -> !router.isMainServer())
                .forEach(router -> router.route().order(FIRST).handler(this::enter)));
  }

  private void enter(RoutingContext exchange) {
    var refusal = refusal(exchange.request());
    if (refusal.isEmpty()) {
      exchange.next();
      return;
    }
    exchange
        .response()
        .setStatusCode(403)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(
            Json.mapper()
                .createObjectNode()
                .put("type", "about:blank")
                .put("title", "Forbidden")
                .put("status", 403)
                .put("detail", refusal.get())
                .toString());
  }

  private Optional<String> refusal(HttpServerRequest request) {
    var authority = request.authority();
    // A name of somebody else's that leads to this machine.
    if (loopbackOnly && (authority == null || !LOOPBACK.contains(authority.host()))) {
      return Optional.of("the management server is called by the names of this machine only");
    }
    var site = request.getHeader("Sec-Fetch-Site");
    var from = request.getHeader(HttpHeaders.ORIGIN);
    if (from == null) {
      from = request.getHeader(HttpHeaders.REFERER);
    }
    boolean foreign =
        (site != null && OTHER_SITES.contains(site)) || (from != null && !isSame(from, authority));
    return foreign
        ? Optional.of("pages of other sites may not call the management server")
        : Optional.empty();
  }

  private static boolean isSame(String from, HostAndPort authority) {
    try {
      var uri = URI.create(from);
      return authority != null
          && authority.host().equalsIgnoreCase(uri.getHost())
          && authority.port() == uri.getPort();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
