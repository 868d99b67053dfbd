package dev.kafila.consume;

import static org.awaitility.Awaitility.await;

import dev.kafila.testing.CliConnection;
import dev.kafila.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of its own on a real broker, and programs with the real routes that consume it. */
final class Pipeline implements AutoCloseable {
  final String topic = "t-" + UUID.randomUUID();
  final String group = "g-" + UUID.randomUUID();
  final String brokers = TestServers.bootstrapServers();

  private final Admin admin =
      Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) brokers));
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.LINGER_MS_CONFIG, 5),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final List<DefaultCamelContext> programs = new ArrayList<>();
  private Duration redeliveryDelay = Duration.ofMillis(20);

  Pipeline(int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  void createTopic(String name, int partitions, Map<String, String> configuration) {
    try {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configuration)))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    awaitLeaders(name, partitions);
  }

  /**
   * Of a producer's batches in flight to a leader that does not serve its partition yet, a later
   * one may be taken and the first be out of sequence for ever.
   */
  private void awaitLeaders(String name, int partitions) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(name, partition), OffsetSpec.latest());
    }
    await()
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .untilAsserted(() -> admin.listOffsets(ends).all().get());
  }

  Pipeline withDeadLetters() {
    createTopic("dlq." + topic, 1, Map.of());
    return this;
  }

  Pipeline withRedeliveryDelay(Duration delay) {
    redeliveryDelay = delay;
    return this;
  }

  Admin admin() {
    return admin;
  }

  static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  void send(String key, String value) {
    send(new ProducerRecord<>(topic, bytes(key), bytes(value)));
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    var unused = producer.send(record);
  }

  void sent() {
    producer.flush();
  }

  /** Starts a program that consumes the topic with a handler. */
  DefaultCamelContext start(Processor handler, String... options) throws Exception {
    String uri =
        "ordered-kafka:%s?groupId=%s%s"
            .formatted(topic, group, options.length == 0 ? "" : "&" + String.join("&", options));
    return start(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri)
                .routeId("consumer")
                .routeConfigurationId(DeadLetterConfiguration.ID)
                .process(handler)
                .id("handler");
          }
        });
  }

  DefaultCamelContext start(RouteBuilder routes) throws Exception {
    var context = program();
    context.addRoutes(routes);
    context.start();
    return context;
  }

  /** A program that has everything but a consumer's route, not started. */
  DefaultCamelContext program() throws Exception {
    var context = new DefaultCamelContext();
    programs.add(context);
    var settings = new Properties();
    settings.setProperty(
        "kafila.consume.redelivery-delay", Long.toString(redeliveryDelay.toMillis()));
    context.getPropertiesComponent().setInitialProperties(settings);
    context.getShutdownStrategy().setTimeout(10);
    CliConnection.off(context);
    context.getComponent("kafka", KafkaComponent.class).getConfiguration().setBrokers(brokers);
    context.addRoutesConfigurations(new DeadLetterConfiguration(Clock.systemUTC()));
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.resolveResource(
                context, "file:" + Path.of("routes/dead-letters.camel.yaml")));
    return context;
  }

  static OrderedKafkaConsumer consumer(DefaultCamelContext program) {
    return (OrderedKafkaConsumer) program.getRoute("consumer").getConsumer();
  }

  /** Everything that a topic holds now. */
  List<ConsumerRecord<byte[], byte[]>> read(String name) {
    var settings = new HashMap<String, Object>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return read("dlq." + topic);
  }

  /** The sum of the committed positions of the topic's partitions. */
  long committed() {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    programs.forEach(DefaultCamelContext::stop);
    producer.close();
    admin.close();
  }
}
