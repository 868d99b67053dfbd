package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kafila.config.Settings;
import dev.kafila.consume.DeadLetterConfiguration;
import dev.kafila.event.EventTopics;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.event.OutgoingEvent;
import dev.kafila.notification.ChannelStatus;
import dev.kafila.notification.DeliveryStatus;
import dev.kafila.notification.Notification;
import dev.kafila.notification.NotificationInbox;
import dev.kafila.notification.Preferences;
import dev.kafila.notification.Receipts;
import dev.kafila.notification.UserPreferences;
import dev.kafila.notification.delivery.ContactInput;
import dev.kafila.notification.delivery.Contacts;
import dev.kafila.testing.CliConnection;
import dev.kafila.testing.TestServers;
import dev.kafila.testing.TestStore;
import dev.kafila.web.ops.OpsHandler;
import dev.kafila.web.ops.OpsRequest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real delivery routes on a topic of their own, a real broker and a real database, and somebody
 * who carries the outbox to the topic.
 */
final class Deliveries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final String TOPIC = "notification-events";

  /** Generous, for machines that are busy. */
  private static final Duration SOON = Duration.ofSeconds(60);

  /** A record as it was published. */
  record Published(Map<String, String> headers, JsonNode data) {
    String type() {
      return headers.get("ce_type");
    }
  }

  final TestStore store = TestStore.open();
  final MeterRegistry meters = new SimpleMeterRegistry();
  final String topic = "ne-" + UUID.randomUUID();
  final List<Published> published = new CopyOnWriteArrayList<>();

  private final Clock clock = Clock.systemUTC();
  private final OpsHandler channelsReport;
  private final Preferences preferences = new Preferences(clock);
  private final Contacts contacts = new Contacts();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final ScheduledExecutorService carrier = Executors.newSingleThreadScheduledExecutor();
  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestServers.bootstrapServers(), "linger.ms", 0),
          new StringSerializer(),
          new StringSerializer());

  /**
   * @param settings {@code kafila.*}
   * @param channels routes to run beside that of the inbox, such as {@code email}
   */
  Deliveries(Map<String, String> settings, String... channels) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, 1, (short) 1), new NewTopic("dlq." + topic, 1, (short) 1)))
          .all()
          .get();
    }
    context.getShutdownStrategy().setTimeout(5);
    CliConnection.off(context);
    context
        .getComponent("kafka", KafkaComponent.class)
        .getConfiguration()
        .setBrokers(TestServers.bootstrapServers());
    context.addRoutesConfigurations(new DeadLetterConfiguration(clock));
    var delivery = Settings.read(key -> Optional.ofNullable(settings.get(key))).delivery();
    channelsReport =
        new DeliveryParts(context, delivery, meters, clock)
            .install(
                store.transactions,
                store.shared,
                new Receipts(store.inbox, store.outbox, preferences, clock));
    load("dead-letters", route("dead-letters"));
    load("delivery-in-app", route("delivery-in-app"));
    for (var channel : channels) {
      load("delivery-" + channel, route("delivery-" + channel));
    }
    context.start();
    carrier.scheduleWithFixedDelay(this::tryToCarry, 0, 20, TimeUnit.MILLISECONDS);
  }

  private static String route(String name) throws IOException {
    return Files.readString(Path.of("routes", name + ".camel.yaml"));
  }

  /** Adds a route file to those that run. */
  void load(String name, String yaml) throws Exception {
    var own = yaml.replace("ordered-kafka:" + TOPIC, "ordered-kafka:" + topic);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString(name + ".camel.yaml", own));
  }

  private void tryToCarry() {
    try {
      carry();
    } catch (RuntimeException e) {
      LOG.warn("the outbox is not carried to the topic", e);
    }
  }

  private void carry() {
    store.inUser(
        "carrier",
        handle -> {
          var waiting =
              handle
                  .createQuery("select * from outbox order by outbox_id")
                  .map(
                      (row, context) -> {
                        var attributes = Json.texts(row.getString("attributes"));
                        var headers =
                            new java.util.LinkedHashMap<>(
                                Map.of(
                                    "ce_specversion", "1.0",
                                    "ce_id", row.getString("event_id"),
                                    "ce_type", row.getString("type"),
                                    "ce_source", row.getString("source"),
                                    "ce_time", row.getTimestamp("time").toInstant().toString(),
                                    "ce_userid", row.getString("user_id"),
                                    "traceparent", row.getString("traceparent")));
                        attributes.forEach((name, text) -> headers.put("ce_" + name, text));
                        return Map.entry(
                            row.getLong("outbox_id"), Map.entry(headers, row.getString("data")));
                      })
                  .list();
          for (var one : waiting) {
            send(one.getValue().getKey(), one.getValue().getValue());
            handle.execute("delete from outbox where outbox_id = ?", one.getKey());
          }
          return null;
        });
  }

  /** Writes a record to the topic. */
  void send(Map<String, String> headers, String data) {
    var record = new ProducerRecord<>(topic, headers.get("ce_userid"), data);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    published.add(new Published(headers, Json.read(data, JsonNode.class)));
  }

  /** What a user prefers, as {@code PUT /preferences} has it. */
  Map<String, String> prefer(String user, String json) {
    var wanted = (com.fasterxml.jackson.databind.node.ObjectNode) Json.read(json, JsonNode.class);
    var input = ContactInput.of(wanted);
    wanted.remove(List.of("addresses", "secrets"));
    return store.inUser(
        user,
        tx -> {
          preferences.put(tx, user, UserPreferences.of(wanted));
          return contacts.put(tx, user, input);
        });
  }

  /** Requests a notification on some channels, as the notifications route does. */
  UUID request(String user, String title, String... channels) {
    var id = Ids.next();
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    store.inUser(
        user,
        tx -> {
          tx.execute(
              """
              insert into notifications (notification_id, user_id, task_id, kind, title, body, late,
                source_event_id, created_at)
              values (?, ?, ?, 'reminder', ?, 'Due today.', false, ?, now())
              """,
              id,
              user,
              id,
              title,
              "event-" + id);
          for (var channel : channels) {
            tx.execute(
                """
                insert into notification_deliveries (notification_id, channel, status, at)
                values (?, ?, 'requested', now())
                """,
                id,
                channel);
            store.outbox.append(
                tx,
                new OutgoingEvent(
                    Ids.next(),
                    EventTopics.NOTIFICATIONS,
                    "notification.requested",
                    "/kafila/test",
                    "task/" + id,
                    user,
                    now,
                    TestStore.CAUSE.traceparent(),
                    Map.of("channel", channel),
                    Map.of("notification", Map.of("notification_id", id), "channel", channel)));
          }
          return null;
        });
    return id;
  }

  /** What the user sees, newest first. */
  List<Notification> inbox(String user) {
    var inbox = new NotificationInbox(store.outbox, clock);
    return store.transactions.read(tx -> inbox.list(tx, user, Optional.empty(), 100));
  }

  /** Where a notification stands on a channel; null: it does not go there. */
  ChannelStatus status(String user, UUID notification, String channel) {
    return inbox(user).stream()
        .filter(one -> one.notificationId().equals(notification))
        .flatMap(one -> one.channels().stream())
        .filter(one -> one.channel().equals(channel))
        .findFirst()
        .orElse(null);
  }

  /** Waits until a notification stands so on a channel. */
  void awaitStatus(String user, UUID notification, String channel, DeliveryStatus wanted) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(status(user, notification, channel))
                    .as(this::state)
                    .extracting(ChannelStatus::status)
                    .isEqualTo(wanted));
  }

  /** Outcomes of the attempts, in order. */
  List<String> outcomes(UUID notification, String channel) {
    return store.list(
        String.class,
        """
        select outcome from notification_attempts where notification_id = ? and channel = ?
        order by number
        """,
        notification,
        channel);
  }

  /** What operators see of a channel. */
  JsonNode channel(String name) {
    var report = Json.tree(channelsReport.answer(new OpsRequest(Map.of(), Map.of(), "")));
    for (var channel : report.path("channels")) {
      if (channel.path("channel").asText().equals(name)) {
        return channel;
      }
    }
    return MissingNode.getInstance();
  }

  CircuitBreaker breaker(String channel) {
    return context
        .getRegistry()
        .lookupByNameAndType("circuitBreakers", CircuitBreakerRegistry.class)
        .circuitBreaker(channel + "-breaker");
  }

  /** For failing assertions. */
  String state() {
    return "published %s, in outbox %s, channels %s, attempts %s, handled %s"
        .formatted(
            published.stream().map(one -> one.headers().toString()).toList(),
            store.value(Long.class, "select count(*) from outbox"),
            store.list(
                String.class,
                "select channel || ' ' || status || coalesce(' ' || error, '') from notification_deliveries"),
            store.list(
                String.class,
                "select channel || ' ' || outcome || coalesce(' ' || error, '') from notification_attempts"),
            store.list(String.class, "select consumer_group from inbox"));
  }

  /** Records that are dead letters. */
  long deadLetters() {
    try (var reader = new dev.kafila.testing.TopicReader(TestServers.bootstrapServers())) {
      return reader.all("dlq." + topic).size();
    }
  }

  @Override
  public void close() {
    carrier.shutdownNow();
    context.stop();
    producer.close();
    store.close();
  }
}
