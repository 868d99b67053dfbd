package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.event.RejectedEventException;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.testing.CliConnection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of a consumer from outside. */
@Timeout(120)
class OrderedConsumerWatchIT {

  private static HealthCheck.Result health(DefaultCamelContext program) {
    return Pipeline.consumer(program).getHealthCheck().call();
  }

  @Test
  void counts_what_it_does() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var registry = new SimpleMeterRegistry();
      var program = pipeline.program();
      program.getRegistry().bind("metrics", MeterRegistry.class, registry);
      Set<Long> failedOnce = ConcurrentHashMap.newKeySet();
      var released = new CountDownLatch(1);
      program.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("ordered-kafka:%s?groupId=%s&eventTypes=task.created"
                      .formatted(pipeline.topic, pipeline.group))
                  .routeId("consumer")
                  .routeConfigurationId(DeadLetterConfiguration.ID)
                  .process(
                      exchange -> {
                        String key = exchange.getIn().getHeader(KafkaConstants.KEY, String.class);
                        if (key.equals("never")) {
                          throw new RejectedEventException("never");
                        }
                        if (key.equals("once")
                            && failedOnce.add(
                                exchange.getIn().getHeader(KafkaConstants.OFFSET, Long.class))) {
                          throw new IllegalStateException("once");
                        }
                        if (key.equals("slow")) {
                          released.await();
                        }
                      });
            }
          });
      for (String key : new String[] {"good", "once", "never", "slow"}) {
        pipeline.send(event(pipeline, key, "task.created"));
        pipeline.send(event(pipeline, key, "task.deleted"));
        pipeline.send(event(pipeline, key, "task.eaten"));
      }
      pipeline.sent();

      // When
      program.start();

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(counter(registry, "handled")).isEqualTo(2);
                assertThat(counter(registry, "passed.over")).isEqualTo(4);
                assertThat(counter(registry, "unknown.types")).isEqualTo(4);
                assertThat(counter(registry, "retries")).isEqualTo(1);
                assertThat(counter(registry, "dead.letters")).isEqualTo(1);
                assertThat(gauge(registry, "in.flight")).isEqualTo(1);
                assertThat(gauge(registry, "lanes")).isEqualTo(1);
                assertThat(gauge(registry, "lag")).isEqualTo(3);
                assertThat(gauge(registry, "oldest.unfinished.age.seconds")).isPositive();
                assertThat(gauge(registry, "paused")).isZero();
              });
      released.countDown();
      await().untilAsserted(() -> assertThat(gauge(registry, "lag")).isZero());
      var delivery = registry.get("kafila.delivery").timer();
      assertThat(delivery.count()).isEqualTo(3);
      assertThat(delivery.mean(TimeUnit.SECONDS)).isBetween(60.0, 180.0);
      assertThat(delivery.takeSnapshot().histogramCounts()).hasSizeGreaterThan(10);
      program.stop();
      assertThat(registry.find("kafila.consume.lag").gauge()).isNull();
    }
  }

  private static double counter(MeterRegistry registry, String name) {
    return registry.get("kafila.consume." + name).counter().count();
  }

  private static double gauge(MeterRegistry registry, String name) {
    return registry.get("kafila.consume." + name).gauge().value();
  }

  private static ProducerRecord<byte[], byte[]> event(Pipeline pipeline, String key, String type) {
    var record = new ProducerRecord<>(pipeline.topic, Pipeline.bytes(key), Pipeline.bytes("{}"));
    record.headers().add("ce_type", Pipeline.bytes(type));
    record.headers().add("ce_time", Pipeline.bytes(Instant.now().minusSeconds(60).toString()));
    return record;
  }

  @Test
  void its_health_says_which_record_is_stuck() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var away = new AtomicBoolean(true);
      pipeline.send("u", "0");
      pipeline.sent();

      // When
      var program =
          pipeline.start(
              exchange -> {
                if (away.get()) {
                  throw new SQLTransientConnectionException("away");
                }
              },
              "unfinishedAlertMs=200",
              "retryMs=20",
              "maxRetryMs=50");

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(health(program).getState()).isEqualTo(HealthCheck.State.DOWN);
                assertThat(health(program).getMessage())
                    .hasValueSatisfying(
                        message -> assertThat(message).contains("-0 offset 0 is unfinished since"));
              });
      away.set(false);
      await()
          .untilAsserted(
              () -> assertThat(health(program).getState()).isEqualTo(HealthCheck.State.UP));
      assertThat(health(program).getDetails())
          .containsEntry("group.id", pipeline.group)
          .containsEntry("topic", pipeline.topic);
    }
  }

  @Test
  void a_suspended_route_handles_nothing_and_a_resumed_one_goes_on() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      Set<String> handled = ConcurrentHashMap.newKeySet();
      var program = pipeline.start(exchange -> handled.add(exchange.getIn().getBody(String.class)));
      pipeline.send("u", "0");
      pipeline.sent();
      await().until(() -> handled.contains("0"));
      program.getRouteController().suspendRoute("consumer");
      pipeline.send("u", "1");
      pipeline.sent();
      await()
          .during(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(handled).containsExactly("0"));

      // When
      program.getRouteController().resumeRoute("consumer");

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(2));
      assertThat(handled).containsExactlyInAnyOrder("0", "1");
    }
  }

  @Test
  void too_much_in_work_pauses_the_partition_until_it_is_less() throws Exception {
    try (var pipeline = new Pipeline(1).withDeadLetters()) {
      // Given
      var released = new CountDownLatch(1);
      for (int i = 0; i < 500; i++) {
        pipeline.send("u", Integer.toString(i));
      }
      pipeline.sent();
      var program =
          pipeline.start(exchange -> released.await(), "maxInFlight=50", "maxPollRecords=10");
      await()
          .during(Duration.ofMillis(500))
          .untilAsserted(
              () -> assertThat(Pipeline.consumer(program).getInFlight()).isBetween(1, 60));

      // When
      released.countDown();

      // Then
      await().untilAsserted(() -> assertThat(pipeline.committed()).isEqualTo(500));
    }
  }

  @Test
  void waits_for_a_broker_and_says_so(@TempDir Path directory) throws Exception {
    // Given
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String brokers = "127.0.0.1:" + port;
    Set<String> handled = ConcurrentHashMap.newKeySet();
    try (var program = new DefaultCamelContext()) {
      CliConnection.off(program);
      program.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(brokers);
      program.addRoutesConfigurations(new DeadLetterConfiguration(Clock.systemUTC()));
      program.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("ordered-kafka:task-events?groupId=g&reconnectBackoffMaxMs=500")
                  .routeId("consumer")
                  .routeConfigurationId(DeadLetterConfiguration.ID)
                  .process(exchange -> handled.add(exchange.getIn().getBody(String.class)));
            }
          });
      program.start();
      await()
          .untilAsserted(
              () -> assertThat(health(program).getMessage()).hasValue("no broker answers"));

      // When
      try (var broker = EmbeddedBroker.start(directory, port)) {
        createTopic(broker.bootstrapServers());
        send(broker.bootstrapServers(), "first");

        // Then
        await().atMost(Duration.ofSeconds(40)).until(() -> handled.contains("first"));
        await()
            .untilAsserted(
                () -> assertThat(health(program).getState()).isEqualTo(HealthCheck.State.UP));
      }
      await()
          .untilAsserted(
              () -> assertThat(health(program).getState()).isEqualTo(HealthCheck.State.DOWN));
      try (var broker = EmbeddedBroker.start(directory, port)) {
        send(broker.bootstrapServers(), "second");
        await().atMost(Duration.ofSeconds(40)).until(() -> handled.contains("second"));
      }
    }
  }

  private static void createTopic(String brokers) throws Exception {
    try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers))) {
      admin.createTopics(List.of(new NewTopic("task-events", 1, (short) 1))).all().get();
    }
  }

  private static void send(String brokers, String value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", brokers),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("task-events", "u", value)).get();
    }
  }
}
