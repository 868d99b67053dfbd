package dev.kafila.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.testing.CliConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.console.RouteDevConsole;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CliRoutesTest {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private DevConsole console;

  @BeforeEach
  void start() throws Exception {
    CliConnection.off(context);
    CliRoutes.install(context);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:a").routeId("a").log("a").id("say");
            from("direct:b").routeId("b").log("b");
          }
        });
    context.start();
    console =
        context
            .getCamelContextExtension()
            .getContextPlugin(DevConsoleRegistry.class)
            .resolveById("route");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  /** As the CLI's connector asks. */
  private Map<String, Object> asked() {
    return answer(Map.of(RouteDevConsole.PROCESSORS, "true"));
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> answer(Map<String, Object> options) {
    return (Map<String, Object>) console.call(DevConsole.MediaType.JSON, options);
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> states(Map<String, Object> answer) {
    return ((List<JsonObject>) answer.get("routes"))
        .stream().collect(Collectors.toMap(one -> one.get("routeId"), one -> one.get("state")));
  }

  @Test
  void showsTheRoutesAndTheirStepsAsCamelDoes() {
    // When
    var answer = asked();

    // Then
    assertThat(console).isInstanceOf(CliRoutes.class);
    assertThat(states(answer)).isEqualTo(Map.of("a", "Started", "b", "Started"));
    assertThat(answer.toString()).contains("say");
  }

  @Test
  void answersWhatItHasForLongerThanGatheringTook() {
    // Given: the first time takes long.
    var first = asked();

    // When
    var second = asked();
    var filtered = answer(Map.of(RouteDevConsole.FILTER, "b"));

    // Then
    assertThat(second).isSameAs(first);
    assertThat(states(filtered)).containsOnlyKeys("b");
  }

  @Test
  void whatBecomesOfARouteIsSeenAtOnce() throws Exception {
    // Given
    asked();

    // When
    context.getRouteController().stopRoute("a");
    var stopped = asked();
    context.removeRoute("a");
    var removed = asked();

    // Then
    assertThat(states(stopped)).isEqualTo(Map.of("a", "Stopped", "b", "Started"));
    assertThat(states(removed)).isEqualTo(Map.of("b", "Started"));
  }

  @Test
  void doesToARouteWhatTheCliAsks() {
    // When
    answer(Map.of(RouteDevConsole.ACTION, "stop", RouteDevConsole.FILTER, "b"));

    // Then
    assertThat(states(asked())).containsEntry("b", "Stopped");
  }
}
