package dev.kafila.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.PendingEvent;
import dev.kafila.event.PublishFault;
import dev.kafila.event.Unpublished;
import dev.kafila.testing.CliConnection;
import dev.kafila.testing.TestServers;
import dev.kafila.testing.TopicReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The outbox route as it stands in its file, with a real broker. */
class OutboxRouteIT {
  private final String topic = "t-" + UUID.randomUUID();
  private final DefaultCamelContext context = new DefaultCamelContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void of_a_wave_only_what_kafka_refuses_is_unpublished_and_nothing_goes_twice() throws Exception {
    // Given
    var sink = sink(TestServers.bootstrapServers());
    createTopic(Map.of("max.message.bytes", "20000"));
    var wave = wave(topic, 200);
    wave.set(70, event(70, topic, noise(50_000)));
    wave.set(90, event(90, topic, "x".repeat(3 * 1024 * 1024)));

    // When
    long begin = System.nanoTime();
    var unpublished = sink.publish(wave);
    var took = Duration.ofNanos(System.nanoTime() - begin);

    // Then
    assertThat(unpublished)
        .allSatisfy(one -> assertThat(PublishFault.of(one.reason())).isEqualTo(PublishFault.EVENT))
        .extracting(one -> one.event().outboxId())
        .containsExactlyInAnyOrder(70L, 90L);
    assertThat(keys()).hasSize(198).doesNotHaveDuplicates();
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_missing_topic_costs_one_wait_and_the_other_topics_events_go() throws Exception {
    // Given
    var sink = sink(TestServers.bootstrapServers());
    createTopic(Map.of());
    var wave = wave(topic + "-missing", 50);
    wave.addAll(wave(topic, 50));

    // When
    long begin = System.nanoTime();
    var unpublished = sink.publish(wave);
    var took = Duration.ofNanos(System.nanoTime() - begin);

    // Then
    assertThat(unpublished)
        .hasSize(50)
        .allSatisfy(one -> assertThat(PublishFault.of(one.reason())).isEqualTo(PublishFault.TOPIC));
    assertThat(keys()).hasSize(50);
    assertThat(took).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void without_a_broker_a_wave_waits_no_longer_than_an_event() throws Exception {
    // Given
    var sink = sink("127.0.0.1:" + freePort());

    // When
    long begin = System.nanoTime();
    var unpublished = sink.publish(wave(topic, 500));
    var took = Duration.ofNanos(System.nanoTime() - begin);

    // Then
    assertThat(unpublished)
        .hasSize(500)
        .extracting(Unpublished::reason)
        .allSatisfy(reason -> assertThat(PublishFault.of(reason)).isEqualTo(PublishFault.KAFKA));
    assertThat(took).isLessThan(Duration.ofSeconds(30));
  }

  private RouteSink sink(String brokers) throws Exception {
    context.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(brokers);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.resolveResource(context, "file:" + Path.of("routes/outbox.camel.yaml")));
    CliConnection.off(context);
    context.start();
    return new RouteSink(context);
  }

  private void createTopic(Map<String, String> settings) throws Exception {
    try (var admin =
        Admin.create(Map.of("bootstrap.servers", (Object) TestServers.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1).configs(settings))).all().get();
    }
  }

  private List<String> keys() {
    try (var reader = new TopicReader(TestServers.bootstrapServers())) {
      return reader.all(topic).stream()
          .map(record -> new String(record.key(), StandardCharsets.UTF_8))
          .toList();
    }
  }

  private static List<PendingEvent> wave(String topic, int events) {
    List<PendingEvent> wave = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      wave.add(event(i + (topic.endsWith("missing") ? 1_000 : 0), topic, "{}"));
    }
    return wave;
  }

  private static String noise(int length) {
    return new Random(1)
        .ints(length, ' ', '~')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static PendingEvent event(long id, String topic, String data) {
    return new PendingEvent(
        id,
        "id-" + id,
        topic,
        "task.created",
        "/kafila/test",
        "task/" + id,
        "user-" + id,
        Instant.EPOCH,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Map.of(),
        data,
        Instant.EPOCH,
        0,
        false,
        false);
  }
}
