package dev.kafila.consume;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.NamedRoute;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyConfiguration;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.spi.RoutePolicy;

/**
 * Camel's metrics of routes, but for those that {@code ordered-kafka:} feeds.
 *
 * <p>Their consumer measures more ({@code kafila.consume.*}, {@code kafila.delivery}), and Camel's
 * would take a sixth of the time that a record costs.
 */
public final class RouteMetrics extends MicrometerRoutePolicyFactory {
  private RouteMetrics() {}

  /** To be called before the routes are made; {@code camel.metrics.enableRoutePolicy} is false. */
  public static void install(CamelContext context, MeterRegistry meters) {
    var metrics = new RouteMetrics();
    metrics.setCamelContext(context);
    metrics.setMeterRegistry(meters);
    var configuration = new MicrometerRoutePolicyConfiguration();
    configuration.setContextEnabled(false);
    metrics.setPolicyConfiguration(configuration);
    context.addRoutePolicyFactory(metrics);
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
    return route instanceof NamedRoute named && isOrdered(named.getEndpointUrl())
        ? null
        : super.createRoutePolicy(context, routeId, route);
  }

  private static boolean isOrdered(String url) {
    return url != null && url.startsWith(OrderedKafkaComponent.SCHEME + ":");
  }
}
