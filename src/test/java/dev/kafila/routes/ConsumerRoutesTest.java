package dev.kafila.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.consume.DeadLetterConfiguration;
import dev.kafila.event.Event;
import dev.kafila.testing.CliConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each consumer's route hands its bean the event, whatever carried it there. */
class ConsumerRoutesTest {

  /** Stands for the bean of a route. */
  public static final class Handler {
    private final List<Event> events = new ArrayList<>();

    public void handle(Event event) {
      events.add(event);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "recurring, recurring, task.completed",
    "reminders, reminders, task.created",
    "notifications, notifications, reminder.due",
    "delivery-in-app, inAppDelivery, notification.requested",
    "audit, audit, notification.read",
    "live, live, task.updated",
  })
  void handsTheEventToItsBean(String route, String bean, String type) throws Exception {
    // Given
    var handler = new Handler();
    try (var context = new DefaultCamelContext()) {
      context.getRegistry().bind(bean, handler);
      context.addRoutesConfigurations(new DeadLetterConfiguration(Clock.systemUTC()));
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              ResourceHelper.resolveResource(context, "file:routes/" + route + ".camel.yaml"));
      AdviceWith.adviceWith(context, route, advice -> advice.replaceFromWith("direct:record"));
      CliConnection.off(context);
      context.start();

      // When
      context
          .createProducerTemplate()
          .sendBodyAndHeaders(
              "direct:record",
              "{\"about\":\"a task\"}".getBytes(StandardCharsets.UTF_8),
              Map.of(
                  "ce_specversion", "1.0",
                  "ce_id", "1",
                  "ce_type", type,
                  "ce_source", "/kafila/test",
                  "ce_time", "2026-03-10T12:00:00Z",
                  "ce_userid", "ann"));
    }

    // Then
    assertThat(handler.events)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(type);
              assertThat(event.userId()).isEqualTo("ann");
              assertThat(event.data().path("about").asText()).isEqualTo("a task");
            });
  }
}
