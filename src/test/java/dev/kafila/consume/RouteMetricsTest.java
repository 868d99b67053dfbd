package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.CliConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;

class RouteMetricsTest {
  @Test
  void measures_every_route_but_those_whose_consumer_does() throws Exception {
    // Given
    var meters = new SimpleMeterRegistry();
    try (var context = new DefaultCamelContext()) {
      RouteMetrics.install(context, meters);
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:asked").routeId("asked").log("answered");
            }
          });
      CliConnection.off(context);
      context.start();

      // When
      context.createProducerTemplate().sendBody("direct:asked", "a body");

      // Then
      assertThat(meters.get("camel.exchanges.total").tag("routeId", "asked").counter().count())
          .isEqualTo(1);
      var metrics = context.getRoutePolicyFactories().get(0);
      assertThat(
              metrics.createRoutePolicy(
                  context, "fed", new RouteDefinition("ordered-kafka:task-events?groupId=g")))
          .isNull();
    }
  }
}
