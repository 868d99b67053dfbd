package dev.kafila.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.PendingEvent;
import dev.kafila.testing.CliConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The outbox route as it stands in its file, with a broker that refuses as often as it is told. */
class OutboxRouteTest extends CamelTestSupport {
  private final List<List<String>> tries = new ArrayList<>();
  private String acknowledged = "";

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseAdviceWith(true);
  }

  @Test
  void each_try_sends_each_event_to_its_own_topic() throws Exception {
    // Given
    startRefusing(2);
    var events = List.of(event(1, "ann", "task-events"), event(2, "bob", "reminder-events"));

    // When
    new RouteSink(context).publish(events);

    // Then
    assertThat(tries).hasSize(3).containsOnly(List.of("task-events ann", "reminder-events bob"));
  }

  @Test
  void after_three_redeliveries_the_failure_reaches_whoever_published() throws Exception {
    // Given
    startRefusing(4);
    var sink = new RouteSink(context);

    // When
    var unpublished = sink.publish(List.of(event(1, "ann", "task-events")));

    // Then
    assertThat(unpublished)
        .singleElement()
        .satisfies(one -> assertThat(one.reason()).isInstanceOf(TimeoutException.class));
    assertThat(tries).hasSize(4);
  }

  @Test
  void a_redelivery_sends_only_what_is_not_acknowledged() throws Exception {
    // Given
    acknowledged = "ann";
    startRefusing(2);
    var events = List.of(event(1, "ann", "task-events"), event(2, "bob", "task-events"));

    // When
    var unpublished = new RouteSink(context).publish(events);

    // Then
    assertThat(unpublished).isEmpty();
    assertThat(tries)
        .containsExactly(
            List.of("task-events ann", "task-events bob"),
            List.of("task-events bob"),
            List.of("task-events bob"));
  }

  /** Takes the topic out of each message, as camel-kafka does when it has sent it. */
  private void startRefusing(int times) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.resolveResource(context, "file:routes/outbox.camel.yaml"));
    Processor broker =
        exchange -> {
          List<String> sent = new ArrayList<>();
          for (var item : exchange.getMessage().getBody(Iterable.class)) {
            var message = ((Exchange) item).getMessage();
            if (acknowledged.equals(message.getHeader(KafkaConstants.KEY))) {
              message.setHeader(KafkaConstants.KAFKA_RECORD_META, List.of());
            }
            sent.add(
                message.removeHeader(KafkaConstants.OVERRIDE_TOPIC)
                    + " "
                    + message.getHeader(KafkaConstants.KEY));
          }
          tries.add(sent);
          if (tries.size() <= times) {
            throw new TimeoutException("no broker");
          }
        };
    AdviceWith.adviceWith(
        context, "outbox", advice -> advice.weaveById("publish").replace().process(broker));
    CliConnection.off(context);
    context.start();
  }

  private static PendingEvent event(long id, String user, String topic) {
    return new PendingEvent(
        id,
        "id-" + user,
        topic,
        "task.created",
        "/kafila/test",
        "task/1",
        user,
        Instant.EPOCH,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Map.of(),
        "{}",
        Instant.EPOCH,
        0,
        false,
        false);
  }
}
