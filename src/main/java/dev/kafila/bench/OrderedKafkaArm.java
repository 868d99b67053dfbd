package dev.kafila.bench;

import dev.kafila.consume.DeadLetterConfiguration;
import dev.kafila.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * A route as Kafila's own are, with Kafila's settings: read with {@code ordered-kafka:}, checked as
 * a CloudEvent, handled by a bean; redelivery, dead letters, metrics and JMX on.
 */
public class OrderedKafkaArm implements Arm {
  /** What the program's settings would start beside the consumer. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "camel.main.configurationClasses",
          ErrorPolicy.class.getName(),
          "camel.server.enabled",
          "false",
          "camel.management.enabled",
          "false");

  @Override
  public String name() {
    return "ordered-kafka";
  }

  @Override
  public String title() {
    return "ordered-kafka with redelivery, dead letters, metrics, JMX and CloudEvents checked";
  }

  @Override
  public final void consume(ArmRun run) throws Exception {
    var main = new Main();
    main.setInitialProperties(settings());
    NOT_HERE.forEach(main::addOverrideProperty);
    main.addOverrideProperty(
        "camel.main.routesIncludePattern", "file:routes/dead-letters.camel.yaml");
    main.addOverrideProperty("camel.component.kafka.brokers", run.brokers());
    main.bind("events", new Handler(run.events()));
    main.configure().addRoutesBuilder(route(run));
    main.start();
    run.events().awaitComplete();
    main.stop();
  }

  private static Properties settings() throws IOException {
    var settings = new Properties();
    try (var file = Files.newBufferedReader(Path.of("application.properties"))) {
      settings.load(file);
    }
    return settings;
  }

  private static RouteBuilder route(ArmRun run) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        fromF(
                "ordered-kafka:%s?groupId=%s&eventTypes=%s",
                run.topic(), run.group(), String.join(",", BenchEvents.TYPES))
            .routeId("bench")
            .routeConfigurationId(DeadLetterConfiguration.ID)
            .bean("ref:events", "handle");
      }
    };
  }

  /** All that is left here of the program's configuration. */
  public static final class ErrorPolicy implements CamelConfiguration {
    @Override
    public void configure(CamelContext context) throws Exception {
      context.addRoutesConfigurations(new DeadLetterConfiguration(Clock.systemUTC()));
    }
  }

  /** The bean of the route. */
  public static final class Handler {
    private final HandledEvents events;

    Handler(HandledEvents events) {
      this.events = events;
    }

    public void handle(Event event) {
      events.handle(event.data());
    }
  }
}
