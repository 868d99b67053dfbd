package dev.kafila.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.process.Ports;
import dev.kafila.testing.TestServers;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;

/** The program's own files, in Camel's main: every route is there, under its name, and runs. */
class RoutesOfTheProgramIT extends CamelMainTestSupport {

  @Override
  protected String getPropertyPlaceholderLocations() {
    return "file:application.properties";
  }

  @Override
  protected Properties useOverridePropertiesWithPropertiesComponent() {
    var database = TestServers.database();
    var properties = new Properties();
    properties.putAll(
        Map.of(
            "kafila.http.port", Integer.toString(Ports.free()),
            "kafila.management.port", Integer.toString(Ports.free()),
            "kafila.kafka.bootstrap-servers", TestServers.bootstrapServers(),
            "kafila.database.url", database.url(),
            "kafila.database.user", database.user(),
            "kafila.database.password", database.password()));
    return properties;
  }

  @Test
  void every_route_is_there_and_runs() {
    // Given
    var routes = context.getRoutes();

    // When
    var ids = routes.stream().map(Route::getRouteId).toList();

    // Then
    assertThat(ids)
        .contains(
            "api",
            "chat",
            "create-task",
            "outbox",
            "recurring",
            "reminders",
            "notifications",
            "delivery-in-app",
            "audit",
            "live",
            "dead-letters");
    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(context.getRouteController().getRouteStatus(id))
                    .isEqualTo(ServiceStatus.Started));
  }
}
