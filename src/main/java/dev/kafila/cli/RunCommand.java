package dev.kafila.cli;

import dev.kafila.boot.KafilaConfiguration;
import dev.kafila.boot.routes.Diagnosis;
import dev.kafila.config.ConfigurationException;
import dev.kafila.config.PropertyFiles;
import dev.kafila.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kafila run}: until Ctrl-C. */
@Command(
    name = "run",
    description = "Run Kafila: chat, its events and everything that follows from them.")
final class RunCommand implements Callable<Integer> {
  private static final Path HERE = Path.of("");

  @Option(
      names = "--role",
      description = "What runs here: all, chat, recurring, reminders or notifications.")
  private String role;

  @Option(
      names = "--profile",
      description = "Reads application-<profile>.properties too.",
      defaultValue = "${env:KAFILA_PROFILE}")
  private String profile;

  @Option(
      names = "--log-format",
      description = "text (for people) or json (a line each).",
      defaultValue = "text")
  private String logFormat;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (role != null) {
      System.setProperty("kafila.role", role);
    }
    var chosen = Optional.ofNullable(profile).filter(name -> !name.isBlank());
    var settings = Settings.read(PropertyFiles.in(HERE, chosen, System.getenv()));
    if (!Files.isDirectory(HERE.resolve("routes"))) {
      throw new ConfigurationException(
          "routes is missing: run from the directory that holds it, or restore it");
    }
    Logging.start(format(), settings.dataDirectory(), settings.role());
    var main = new Main();
    main.setPropertyPlaceholderLocations(
        chosen.map(name -> "file:application-" + name + ".properties,").orElse("")
            + "file:application.properties");
    main.addOverrideProperty(
        "camel.server.enabled", Boolean.toString(settings.role().servesHttp()));
    listen(main, "camel.server", settings.http());
    listen(main, "camel.management", settings.management());
    main.addOverrideProperty(
        "camel.main.routesIncludePattern", settings.role().routePatterns("file:routes/"));
    main.addMainListener(new Greeting(settings));
    run(main);
    var refusal =
        main.getCamelContext()
            .getRegistry()
            .lookupByNameAndType(KafilaConfiguration.REFUSAL, ConfigurationException.class);
    if (refusal != null) {
      throw refusal;
    }
    return main.getExitCode();
  }

  private static void run(Main main) throws Exception {
    try {
      main.run();
    } catch (Exception e) {
      throw Diagnosis.of(main.getCamelContext(), e)
          .<Exception>map(problem -> new ConfigurationException(problem.toString(), e))
          .orElse(e);
    }
  }

  private static void listen(Main main, String server, Settings.Address address) {
    main.addOverrideProperty(server + ".host", address.host());
    main.addOverrideProperty(server + ".port", Integer.toString(address.port()));
  }

  private Logging.Format format() {
    try {
      return Logging.Format.valueOf(logFormat.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "--log-format %s: must be text or json".formatted(logFormat));
    }
  }

  /** Tells where things are as soon as they are there. */
  private final class Greeting extends MainListenerSupport {
    private final Settings settings;

    Greeting(Settings settings) {
      this.settings = settings;
    }

    @Override
    public void afterStart(BaseMainSupport main) {
      var out = spec.commandLine().getOut();
      out.print(Banner.of(settings, main.getCamelContext()));
      out.flush();
    }
  }
}
