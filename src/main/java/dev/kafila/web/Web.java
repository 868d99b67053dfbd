package dev.kafila.web;

import dev.kafila.web.stream.ChangeStreams;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.Ordered;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.rest.openapi.RestOpenApiComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the HTTP surface into a Camel context. */
public final class Web {
  private static final Logger LOG = LoggerFactory.getLogger(Web.class);
  private static final long MILLIS_FOR_ROUTE = 2_000;

  private final Contract contract;
  private final Identity identity;
  private final RateLimits rateLimits;
  private final ChangeStreams streams;
  private final HttpEdge edge;

  public Web(Contract contract, Identity identity, RateLimits rateLimits, ChangeStreams streams) {
    this.contract = contract;
    this.identity = identity;
    this.rateLimits = rateLimits;
    this.streams = streams;
    this.edge = new HttpEdge(contract);
  }

  /**
   * Call before the context starts.
   *
   * @param apis what the routes call, by bean name
   */
  public void install(CamelContext context, Map<String, Object> apis) throws Exception {
    apis.forEach(context.getRegistry()::bind);
    context.getRegistry().bind("contractApi", new ContractApi(contract));
    context.getRegistry().bind("pages", Pages.load());
    context.getRegistry().bind("httpAnswer", new HttpAnswer());
    var http = context.getComponent("platform-http", PlatformHttpComponent.class);
    http.setHeaderFilterStrategy(new NoForeignHeaders());
    // It would answer with an empty 415 or 406, also where a POST needs no body; HttpEdge checks.
    http.setServerRequestValidation(false);
    var contractFirst = new ContractFirst(new Gate(contract, identity, rateLimits));
    contractFirst.setCamelContext(context);
    // Only if it is in use by then does platform-http see the contract's paths.
    context.getRestRegistry();
    context
        .getComponent("rest-openapi", RestOpenApiComponent.class)
        .setRestOpenapiProcessorStrategy(contractFirst);
    // An operation whose route is stopped answers soon, instead of after half a minute; one whose
    // route is being replaced answers as if nothing had happened.
    context.getComponent("direct", DirectComponent.class).setTimeout(MILLIS_FOR_ROUTE);
    context.addRoutesConfigurations(new RestErrors());
    context.addStartupListener(new Mounting());
  }

  /** Puts the edge before the servers that Camel starts, as soon as they listen. */
  private final class Mounting implements ExtendedStartupListener, Ordered {
    /** Behind the listener that starts the servers, which was there first and is as low. */
    @Override
    public int getOrder() {
      return LOWEST;
    }

    @Override
    public void onCamelContextStarting(CamelContext starting, boolean already) {
      var routers = routersOf(starting).toList();
      if (routers.isEmpty()) {
        LOG.warn(
            "nothing of Kafila can be asked over HTTP: Camel has started no HTTP server"
                + " (is camel.server.enabled=true missing?)");
        return;
      }
      mountEdge(routers.get(0));
      routers.forEach(Web.this::mountAtRoot);
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean already) {
      // What could be asked before the routes were there has been answered by the edge.
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean already) {
      edge.started();
    }
  }

  private static Stream<VertxPlatformHttpRouter> routersOf(CamelContext context) {
    return context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
        .filter(VertxPlatformHttpRouter::isMainServer);
  }

  private void mountEdge(VertxPlatformHttpRouter router) {
    edge.mount(router);
    new StreamGate(contract, identity, rateLimits, streams).mount(router);
  }

  private void mountAtRoot(VertxPlatformHttpRouter router) {
    if (router.getServer().getServer().requestHandler() instanceof Router root) {
      edge.mountAtRoot(root);
    }
  }
}
