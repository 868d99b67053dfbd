package dev.kafila.boot;

import dev.kafila.config.Settings;
import dev.kafila.event.Inbox;
import dev.kafila.event.Outbox;
import dev.kafila.event.OutboxPublisher;
import dev.kafila.event.OutboxSignal;
import dev.kafila.store.Database;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Recurring;
import dev.kafila.task.Tasks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;

/** Makes every bean, by plain constructors, and tells the routes their names. */
final class Parts {
  private final CamelContext context;
  private final Settings settings;
  private final Servers servers;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Closing closing;
  private final Lifecycle lifecycle;

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

  void assemble() {
    connectKafka();
    var database =
        closing.add(
            Database.open(
                servers.databaseUrl(),
                servers.databaseUser(),
                servers.databasePassword(),
                settings.database().poolSize()));
    var transactions = new UserTransactions(database.jdbi());
    var signal = new OutboxSignal();
    var inbox = new Inbox();
    var tasks = new Tasks(new Outbox(signal), clock);
    bind("recurring", new Recurring(transactions, inbox, tasks));
    publishOutbox(database, signal);
  }

  private void connectKafka() {
    var kafka = context.getComponent("kafka", KafkaComponent.class).getConfiguration();
    kafka.setBrokers(servers.bootstrapServers());
  }

  private void publishOutbox(Database database, OutboxSignal signal) {
    var publisher =
        new OutboxPublisher(database.dataSource(), signal, new RouteSink(context), meters, clock);
    lifecycle.add(publisher::start, publisher);
  }

  private void bind(String name, Object bean) {
    context.getRegistry().bind(name, bean);
  }
}
