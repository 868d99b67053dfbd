package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Event;
import dev.kafila.testing.CliConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class EventConverterTest {
  private static final Map<String, Object> HEADERS =
      Map.of(
          "ce_specversion", "1.0",
          "ce_id", "0198f2c0-0000-7000-8000-000000000001",
          "ce_type", "reminder.due",
          "ce_source", "/kafila/reminders",
          "ce_time", "2026-03-10T09:00:00Z",
          "ce_userid", "ada",
          "content-type", "application/json");

  /** A bean of a route: takes the event, gives nothing back. */
  public static final class Handler {
    private final List<Event> handled = new ArrayList<>();

    public void handle(Event event) {
      handled.add(event);
    }
  }

  @Test
  void steps_behind_the_one_that_read_the_event_have_it_as_body() throws Exception {
    // Given
    var handler = new Handler();
    try (var context = new DefaultCamelContext()) {
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:due")
                  .bean(handler, "handle")
                  .setHeader("who", simple("${body.userId}"))
                  .setHeader("priority", simple("${body.data.at('/task/priority').asText}"));
            }
          });
      CliConnection.off(context);
      context.start();

      // When
      var answer =
          context
              .createProducerTemplate()
              .send(
                  "direct:due",
                  exchange -> {
                    exchange.getMessage().setHeaders(new HashMap<>(HEADERS));
                    exchange
                        .getMessage()
                        .setBody(
                            "{\"task\": {\"priority\": \"high\"}}"
                                .getBytes(StandardCharsets.UTF_8));
                  });

      // Then
      assertThat(answer.getException()).isNull();
      assertThat(handler.handled).containsExactly(answer.getMessage().getBody(Event.class));
      assertThat(answer.getMessage().getHeaders())
          .containsEntry("who", "ada")
          .containsEntry("priority", "high");
    }
  }
}
