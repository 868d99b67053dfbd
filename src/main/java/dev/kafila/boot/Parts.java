package dev.kafila.boot;

import dev.kafila.activity.Audit;
import dev.kafila.boot.delivery.DeliveryParts;
import dev.kafila.boot.health.DatabaseHealthCheck;
import dev.kafila.boot.health.KafkaHealthCheck;
import dev.kafila.chat.SecondOpinion;
import dev.kafila.chat.model.LanguageModel;
import dev.kafila.config.Settings;
import dev.kafila.consume.DeadLetterConfiguration;
import dev.kafila.deadletter.OpenLetterWatch;
import dev.kafila.event.EventTopics;
import dev.kafila.event.Inbox;
import dev.kafila.event.Outbox;
import dev.kafila.event.OutboxPublisher;
import dev.kafila.event.OutboxSignal;
import dev.kafila.kafka.KafkaAvailability;
import dev.kafila.kafka.KafkaReadiness;
import dev.kafila.kafka.Topics;
import dev.kafila.ledger.Ledger;
import dev.kafila.ledger.LedgerWatch;
import dev.kafila.live.Live;
import dev.kafila.notification.Notifications;
import dev.kafila.notification.Preferences;
import dev.kafila.notification.PushScheduler;
import dev.kafila.notification.Receipts;
import dev.kafila.reminder.DueReminders;
import dev.kafila.reminder.Housekeeping;
import dev.kafila.reminder.ReminderScheduler;
import dev.kafila.reminder.Reminders;
import dev.kafila.store.Database;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Recurring;
import dev.kafila.task.Tasks;
import dev.kafila.web.stream.ChangeStreams;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.clients.CommonClientConfigs;

/** Makes every bean, by plain constructors, and tells the routes their names. */
final class Parts {
  private static final Duration MODEL_PAUSE = Duration.ofSeconds(30);
  private static final Duration LEDGER_CHECKS = Duration.ofMinutes(1);

  /** Proxies often give up on a connection that is silent for half a minute. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final CamelContext context;
  private final Settings settings;
  private final Servers servers;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Closing closing;
  private final Lifecycle lifecycle;
  private final KafkaReadiness readiness = new KafkaReadiness();

  Parts(
      CamelContext context,
      Settings settings,
      Servers servers,
      MeterRegistry meters,
      Clock clock,
      Closing closing,
      Lifecycle lifecycle) {
    this.context = context;
    this.settings = settings;
    this.servers = servers;
    this.meters = meters;
    this.clock = clock;
    this.closing = closing;
    this.lifecycle = lifecycle;
  }

  void assemble() throws Exception {
    var database =
        closing.add(
            Database.open(
                servers.databaseUrl(),
                servers.databaseUser(),
                servers.databasePassword(),
                settings.database().poolSize()));
    var transactions = new UserTransactions(database.jdbi());
    var signal = new OutboxSignal();
    var outbox = new Outbox(signal);
    var tasks = new Tasks(outbox, clock);
    var preferences = new Preferences(clock);
    var streams = new ChangeStreams(transactions, HEARTBEAT);
    connectKafka();
    watchDeadLetters(transactions);
    var shared = UserTransactions.shared(database.jdbi(), Inbox::mark);
    consume(shared, outbox, tasks, preferences);
    var channels =
        new DeliveryParts(context, settings.delivery(), meters, clock)
            .install(transactions, shared, new Receipts(new Inbox(), outbox, preferences, clock));
    keepHistory(shared, streams);
    scheduleReminders(database, transactions, outbox, tasks, preferences);
    schedulePushes(transactions, outbox, preferences);
    publishOutbox(database, signal);
    var topics = topics();
    var ledger = keepLedger(database, transactions);
    new OpsParts(settings, servers.kafka(), transactions, topics, ledger, channels, clock)
        .server()
        .install(context);
    bind("database-health", new DatabaseHealthCheck(database.dataSource()));
    seeTo(topics);
    if (settings.role().servesHttp()) {
      lifecycle.add(streams::start, streams);
      new HttpParts(context, settings, clock)
          .serve(transactions, outbox, tasks, preferences, streams, secondOpinion());
    }
  }

  private Optional<SecondOpinion> secondOpinion() {
    var model = settings.model();
    return model.url().map(url -> closing.add(new LanguageModel(url, model, MODEL_PAUSE)));
  }

  private void watchDeadLetters(UserTransactions transactions) {
    var watch =
        new OpenLetterWatch(
            servers.kafka(),
            EventTopics.ALL,
            transactions,
            meters,
            clock,
            settings.retentionAlert());
    lifecycle.add(watch::start, watch);
  }

  private void connectKafka() {
    var configuration = context.getComponent("kafka", KafkaComponent.class).getConfiguration();
    Map<String, Object> additional = new HashMap<>(servers.kafka().properties());
    additional.remove(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    configuration.setBrokers(servers.kafka().bootstrapServers());
    configuration.getAdditionalProperties().putAll(additional);
  }

  private void consume(
      UserTransactions transactions, Outbox outbox, Tasks tasks, Preferences preferences)
      throws Exception {
    var inbox = new Inbox();
    context.addRoutesConfigurations(new DeadLetterConfiguration(clock));
    bind("recurring", new Recurring(transactions, inbox, tasks));
    bind(
        "reminders",
        new Reminders(transactions, inbox, outbox, preferences::defaultReminderMinutes, clock));
    bind(
        "notifications",
        new Notifications(
            transactions, inbox, outbox, preferences, settings.pushesPerHour(), clock));
  }

  private Ledger keepLedger(Database database, UserTransactions transactions) {
    var ledger =
        new Ledger(transactions, servers.kafka(), EventTopics.ALL, Path.of("routes"), clock);
    var watch =
        new LedgerWatch(ledger, database.dataSource(), transactions, meters, clock, LEDGER_CHECKS);
    lifecycle.add(watch::start, watch);
    return ledger;
  }

  private void keepHistory(UserTransactions transactions, ChangeStreams streams) {
    var inbox = new Inbox();
    bind("audit", new Audit(transactions, inbox));
    bind("live", new Live(transactions, inbox, streams::wake));
  }

  private void scheduleReminders(
      Database database,
      UserTransactions transactions,
      Outbox outbox,
      Tasks tasks,
      Preferences preferences) {
    if (!settings.role().schedulesReminders()) {
      return;
    }
    var due =
        new DueReminders(transactions, tasks, outbox, preferences::defaultReminderMinutes, clock);
    var housekeeping = new Housekeeping(database.jdbi(), settings.retention(), clock);
    var scheduler = new ReminderScheduler(database.dataSource(), due, housekeeping, clock);
    lifecycle.add(scheduler::start, scheduler);
  }

  private void schedulePushes(
      UserTransactions transactions, Outbox outbox, Preferences preferences) {
    if (settings.role().schedulesPushes()) {
      var scheduler =
          new PushScheduler(
              transactions, outbox, preferences, settings.pushesPerHour(), settings.zone(), clock);
      lifecycle.add(scheduler::start, scheduler);
    }
  }

  private Topics topics() {
    return new Topics(
        servers.kafka(),
        EventTopics.ALL,
        EventTopics.ALL.stream().map(EventTopics::deadLettersOf).toList(),
        settings.kafka());
  }

  private void seeTo(Topics topics) {
    var availability = new KafkaAvailability(servers.kafka());
    if (settings.kafka().production() && availability.answers()) {
      topics.verify();
    }
    var startup =
        new KafkaStartup(
            servers.kafkaUp(),
            availability,
            topics,
            settings.kafka().production(),
            readiness,
            lifecycle::refuse);
    lifecycle.add(startup::start, startup);
  }

  private void publishOutbox(Database database, OutboxSignal signal) {
    var publisher =
        new OutboxPublisher(database.dataSource(), signal, new RouteSink(context), meters, clock);
    lifecycle.add(publisher::start, publisher);
    bind(
        "kafka-health",
        new KafkaHealthCheck(
            () -> readiness.reason().or(() -> Optional.ofNullable(publisher.trouble())),
            !settings.role().servesHttp()));
  }

  private void bind(String name, Object bean) {
    context.getRegistry().bind(name, bean);
  }
}
