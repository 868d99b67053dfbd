package dev.kafila.boot;

import dev.kafila.boot.delivery.DeliveryParts;
import dev.kafila.boot.health.HealthEndpoint;
import dev.kafila.boot.health.RouteFilesHealthCheck;
import dev.kafila.boot.routes.RouteFolder;
import dev.kafila.boot.routes.RouteProblemException;
import dev.kafila.boot.routes.RouteReload;
import dev.kafila.config.ConfigurationException;
import dev.kafila.config.Settings;
import dev.kafila.consume.RouteMetrics;
import dev.kafila.store.DataDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.MicrometerUtils;
import org.apache.camel.component.rest.openapi.RestOpenApiComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what the routes stand on, before the first of them is loaded.
 *
 * <p>Named in {@code application.properties}, so it is the same in the plain program and in {@code
 * camel run}. It must not have a main method: Camel would pass it over.
 */
public final class KafilaConfiguration implements CamelConfiguration {
  /** Name of the bean that says why Kafila stopped by itself. */
  public static final String REFUSAL = "kafila-refusal";

  private static final Logger LOG = LoggerFactory.getLogger(KafilaConfiguration.class);

  @Override
  public void configure(CamelContext context) throws Exception {
    var thread = Thread.currentThread();
    var callersLoader = thread.getContextClassLoader();
    // In `camel run` the libraries are not on the caller's class path; threads inherit this.
    thread.setContextClassLoader(KafilaConfiguration.class.getClassLoader());
    var closing = new Closing();
    try {
      start(context, closing);
    } catch (Exception e) {
      closing.close();
      throw e;
    } finally {
      thread.setContextClassLoader(callersLoader);
    }
  }

  private static void start(CamelContext context, Closing closing) throws Exception {
    var settings = Settings.read(key -> lookup(context, key));
    // Before the ports: started twice, it should say just that.
    if (settings.embedsServers()) {
      closing.add(DataDirectory.lock(settings.dataDirectory()));
    }
    requireFree(settings);
    DeliveryParts.rules(settings.delivery());
    var routes = Path.of("routes");
    SettingWarnings.log(context, settings, routes);
    // Camel would look for a version of this one that does not exist (docs/camel-findings.md).
    context.addComponent("rest-openapi", new RestOpenApiComponent());
    var lifecycle = new Lifecycle(closing, reason -> refuse(context, reason));
    context.addLifecycleStrategy(lifecycle);
    var meters = meters(context);
    RouteMetrics.install(context, meters);
    CliRoutes.install(context);
    var folder = new RouteFolder(routes, settings.role().routePatterns(""));
    var reload = new RouteReload(context, folder, meters);
    checked(reload::read);
    var servers = Servers.start(settings, closing);
    new Parts(context, settings, servers, meters, Clock.systemUTC(), closing, lifecycle).assemble();
    checked(reload::checkConfigurations);
    if (settings.reloadRoutes()) {
      lifecycle.add(reload::start, reload);
    }
    new ManagementGuard(settings.management().host()).install(context);
    HealthEndpoint.install(context);
    lifecycle.add(() -> CliStatus.slowDown(context), () -> {});
    context.getRegistry().bind("route-files-health", new RouteFilesHealthCheck(reload::problems));
  }

  private interface RouteCheck {
    void run() throws RouteProblemException;
  }

  private static void checked(RouteCheck check) {
    try {
      check.run();
    } catch (RouteProblemException e) {
      throw new ConfigurationException(e.getMessage(), e);
    }
  }

  /** Camel would let the environment win over {@code -D}. */
  private static Optional<String> lookup(CamelContext context, String key) {
    return Optional.ofNullable(System.getProperty(key))
        .or(() -> context.getPropertiesComponent().resolveProperty(key));
  }

  /** Too late to be thrown: whoever runs the context finds the reason by this name. */
  private static void refuse(CamelContext context, ConfigurationException reason) {
    LOG.error("{}", reason.getMessage());
    context.getRegistry().bind(REFUSAL, reason);
    new Thread(context::stop, "refusal").start();
  }

  /** The one that the management server shows; Camel may have made it by now. */
  private static MeterRegistry meters(CamelContext context) {
    var existing =
        MicrometerUtils.getMeterRegistryFromCamelRegistry(
            context.getRegistry(), MicrometerConstants.METRICS_REGISTRY_NAME);
    if (existing != null) {
      return existing;
    }
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, registry);
    return registry;
  }

  /** Camel only warns of a port in use and runs on without its server. */
  private static void requireFree(Settings settings) {
    if (settings.role().servesHttp()) {
      requireFree(settings.http(), "kafila.http.port");
    }
    requireFree(settings.management(), "kafila.management.port");
  }

  private static void requireFree(Settings.Address address, String key) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address.host(), address.port()));
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s:%d cannot be listened on (%s): stop what listens there, or set %s to another port"
              .formatted(address.host(), address.port(), e.getMessage(), key),
          e);
    }
  }
}
