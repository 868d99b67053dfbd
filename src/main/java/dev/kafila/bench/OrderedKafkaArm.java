package dev.kafila.bench;

import dev.kafila.consume.DeadLetterConfiguration;
import dev.kafila.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * A route as Kafila's own are, with Kafila's settings: read with {@code ordered-kafka:}, checked as
 * a CloudEvent, handled by a bean; redelivery, dead letters, metrics and JMX on.
 */
public class OrderedKafkaArm implements Arm {
  private static final Pattern STARTS_SERVERS =
      Pattern.compile("camel\\.(main\\.configurationClasses|server\\..*|management\\..*)");

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
    main.addOverrideProperty(
        "camel.main.routesIncludePattern", "file:routes/dead-letters.camel.yaml");
    main.addOverrideProperty("camel.component.kafka.brokers", run.brokers());
    main.bind("events", new Handler(run.events()));
    main.configure().addRoutesBuilder(new DeadLetterConfiguration(Clock.systemUTC()));
    main.configure().addRoutesBuilder(route(run));
    main.start();
    run.events().awaitComplete();
    main.stop();
  }

  /** Kafila's, but for what starts its servers. */
  private static Properties settings() throws IOException {
    var settings = new Properties();
    try (var file = Files.newBufferedReader(Path.of("application.properties"))) {
      settings.load(file);
    }
    settings.keySet().removeIf(key -> STARTS_SERVERS.matcher((String) key).matches());
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
