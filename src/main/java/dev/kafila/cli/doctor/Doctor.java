package dev.kafila.cli.doctor;

import dev.kafila.config.ConfigurationException;
import dev.kafila.config.PropertyFiles;
import dev.kafila.config.Role;
import dev.kafila.config.Settings;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.store.DataDirectory;
import dev.kafila.store.Database;
import dev.kafila.store.EmbeddedDatabase;
import dev.kafila.store.StoreAwayException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at everything that Kafila stands on, and tells no secret. It starts and changes nothing; a
 * check that fails is a finding, and the others go on.
 */
public final class Doctor {
  private final PropertyFiles properties;
  private final Path routes;
  private final Function<Settings, Database> databases;
  private final Function<Settings, KafkaConnection> connections;
  private final Clock clock;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param routes directory of the route files
   * @param databases opens the database of settings
   * @param connections to the cluster of settings
   */
  public Doctor(
      PropertyFiles properties,
      Path routes,
      Function<Settings, Database> databases,
      Function<Settings, KafkaConnection> connections,
      Clock clock) {
    this.properties = properties;
    this.routes = routes;
    this.databases = databases;
    this.connections = connections;
    this.clock = clock;
  }

  /** Looks at all of it. Several findings may be of one check. */
  public List<Finding> examine() {
    findings.clear();
    var secrets = new Secrets(properties);
    add("java", () -> MachineCheck.java(Runtime.version().feature()));
    var settings = settings();
    addAll("settings", () -> SettingsCheck.names(properties.written(), routes));
    findings.add(secrets.finding());
    addAll(
        "route files",
        () -> RouteFilesCheck.of(routes, settings.map(Settings::role).orElse(Role.ALL)));
    settings.ifPresent(this::examine);
    return findings.stream().map(secrets::hide).toList();
  }

  private Optional<Settings> settings() {
    try {
      var settings = Settings.read(properties);
      add("settings", () -> SettingsCheck.values(settings));
      return Optional.of(settings);
    } catch (ConfigurationException e) {
      findings.add(Finding.wrong("settings", e));
      return Optional.empty();
    }
  }

  private void examine(Settings settings) {
    var data = settings.dataDirectory();
    add("access", () -> SettingsCheck.access(settings));
    add("data directory", () -> MachineCheck.data(data));
    var user = user(data);
    var health = ProgramCheck.health(settings.management());
    // With servers of its own it has the directory locked: whoever answers otherwise is another.
    boolean running = settings.embedsServers() ? user.isPresent() : health.isPresent();
    addAll("ports", () -> new PortsCheck(settings, running).all());
    add("program", () -> ProgramCheck.of(running ? health : Optional.empty(), user));
    boolean cluster = cluster(settings);
    var kafka =
        cluster
            ? Optional.of(new KafkaCheck(settings, connections.apply(settings), clock))
            : Optional.<KafkaCheck>empty();
    kafka.ifPresent(
        check -> {
          add(KafkaCheck.TOPICS, check::topics);
          add(KafkaCheck.LAG, check::lag);
        });
    database(settings, kafka);
  }

  /** Whether somebody has it, whom {@link MachineCheck#data} has told about. */
  private static Optional<String> user(Path data) {
    try {
      return DataDirectory.user(data);
    } catch (ConfigurationException e) {
      return Optional.empty();
    }
  }

  /** Whether there is a cluster to be asked more. */
  private boolean cluster(Settings settings) {
    boolean embedded = settings.kafka().bootstrapServers().isEmpty();
    if (embedded && EmbeddedBroker.recordedPort(settings.dataDirectory()).isEmpty()) {
      findings.add(Finding.notRunning(KafkaCheck.NAME));
      return false;
    }
    try {
      findings.add(new KafkaCheck(settings, connections.apply(settings), clock).brokers());
      return true;
    } catch (KafkaAwayException e) {
      // What an embedded broker has written down outlives it.
      findings.add(
          embedded && user(settings.dataDirectory()).isEmpty()
              ? Finding.notRunning(KafkaCheck.NAME)
              : Finding.wrong(KafkaCheck.NAME, e));
    } catch (RuntimeException e) {
      findings.add(Finding.wrong(KafkaCheck.NAME, e));
    }
    return false;
  }

  private void database(Settings settings, Optional<KafkaCheck> kafka) {
    if (settings.database().url().isEmpty()
        && EmbeddedDatabase.recordedPort(settings.dataDirectory()).isEmpty()) {
      findings.add(Finding.notRunning(DatabaseCheck.NAME));
      return;
    }
    try (var database = databases.apply(settings)) {
      add(DatabaseCheck.NAME, () -> DatabaseCheck.version(database));
      add(DatabaseCheck.OUTBOX, () -> DatabaseCheck.outbox(database, clock));
      kafka.ifPresent(check -> add(KafkaCheck.DEAD_LETTERS, () -> check.deadLetters(database)));
    } catch (ConfigurationException e) {
      // Migrations wait, which a start makes.
      findings.add(
          Finding.warning(
              DatabaseCheck.NAME,
              "its tables are not up to date",
              "./kafila run brings them up to date"));
    } catch (StoreAwayException e) {
      // What an embedded server has written down outlives it.
      findings.add(
          settings.database().url().isEmpty() && user(settings.dataDirectory()).isEmpty()
              ? Finding.notRunning(DatabaseCheck.NAME)
              : Finding.wrong(
                  DatabaseCheck.NAME,
                  e.getMessage(),
                  "start it, or check kafila.database.url, its user and its password"));
    } catch (RuntimeException e) {
      findings.add(Finding.wrong(DatabaseCheck.NAME, e));
    }
  }

  private void add(String check, Supplier<Finding> finding) {
    addAll(check, () -> List.of(finding.get()));
  }

  private void addAll(String check, Supplier<List<Finding>> found) {
    try {
      findings.addAll(found.get());
    } catch (RuntimeException e) {
      findings.add(Finding.wrong(check, e));
    }
  }
}
