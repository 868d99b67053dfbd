package dev.kafila.cli;

import dev.kafila.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.kafka.KafkaComponent;

/** What {@code kafila run} says once it runs. */
final class Banner {
  private Banner() {}

  static String of(Settings settings, CamelContext context) {
    var brokers =
        context.getComponent("kafka", KafkaComponent.class).getConfiguration().getBrokers();
    var management = url(settings.management());
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("  Kafila runs" + role(settings) + ".");
    lines.add("");
    if (settings.role().servesHttp()) {
      var http = url(settings.http());
      lines.add("  chat        " + http + "/");
      lines.add(
          "              curl -s %s/api/me/chat -H 'content-type: application/json' \\"
              .formatted(http));
      lines.add(
          "                -d '{\"message\": \"remind me to water the plants every Monday at 9\"}'");
      lines.add("  contract    " + http + "/openapi.yaml");
    }
    lines.add("  health      " + management + "/observe/health");
    lines.add("  metrics     " + management + "/observe/metrics");
    lines.add("  events      kcat -b %s -t task-events -C".formatted(brokers));
    lines.add(
        "  database    "
            + settings
                .database()
                .url()
                .orElse("embedded PostgreSQL in " + settings.dataDirectory().resolve("postgres")));
    lines.add("  routes      " + routes(context));
    lines.add("");
    lines.add("  Edit a file in routes/ and see it live. Ctrl-C stops.");
    lines.add("");
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private static String role(Settings settings) {
    var name = settings.role().name().toLowerCase(Locale.ROOT);
    return name.equals("all") ? "" : " as " + name;
  }

  private static String url(Settings.Address address) {
    return "http://" + address.host() + ":" + address.port();
  }

  /** Only those that have a task of their own; one for each HTTP operation would be many. */
  private static String routes(CamelContext context) {
    return context.getRoutes().stream()
        .map(Route::getRouteId)
        .filter(id -> !id.contains(":") && Character.isLowerCase(id.charAt(0)))
        .filter(id -> id.equals(id.toLowerCase(Locale.ROOT)))
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
