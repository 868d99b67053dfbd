package dev.kafila.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.config.ConfigurationException;
import dev.kafila.config.Settings;
import dev.kafila.kafka.TopicDifference.Kind;
import dev.kafila.process.Ports;
import dev.kafila.testing.TestServers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TopicsIT {
  private final String events = "events-" + UUID.randomUUID();
  private final String deadLetters = "dlq." + events;

  @Test
  void allIsMissingAtFirst() {
    // Given
    var topics = development();

    // When
    var plan = topics.plan();

    // Then
    assertThat(plan).extracting(TopicDifference::topic).containsExactly(events, deadLetters);
    assertThat(plan).extracting(TopicDifference::kind).containsOnly(Kind.MISSING);
    assertThat(plan).extracting(TopicDifference::sentence).contains(events + " is missing");
    assertThat(plan).extracting(TopicDifference::command).containsOnly("./kafila topics apply");
  }

  @Test
  void whatIsMissingIsMadeOnce() throws Exception {
    // Given
    var topics = development();

    // When
    var done = topics.apply();

    // Then
    assertTakesTheFirstRecordAtOnce(events);
    assertThat(done).hasSize(2);
    assertThat(topics.plan()).isEmpty();
    assertThat(topics.apply()).isEmpty();
    assertThat(partitions(events)).isEqualTo(3);
    assertThat(partitions(deadLetters)).isEqualTo(1);
    assertThat(config(events, "retention.ms")).isEqualTo(Long.toString(7L * 24 * 60 * 60 * 1000));
    assertThat(config(deadLetters, "retention.ms"))
        .isEqualTo(Long.toString(30L * 24 * 60 * 60 * 1000));
    assertThat(Integer.parseInt(config(deadLetters, "max.message.bytes")))
        .isGreaterThan(Integer.parseInt(config(events, "max.message.bytes")));
  }

  @Test
  void whatIsDifferentIsSaidAndMended() throws Exception {
    // Given
    create(
        new NewTopic(events, 1, (short) 1)
            .configs(Map.of("retention.ms", "86400000", "max.message.bytes", "4194304")));
    var topics = development();

    // When
    var done = topics.apply();

    // Then
    assertThat(done)
        .extracting(TopicDifference::sentence)
        .containsExactly(
            events + " has 1 partition instead of 3",
            events + " has retention.ms 1 day instead of 7 days",
            deadLetters + " is missing");
    assertThat(topics.plan()).isEmpty();
    assertThat(config(events, "max.message.bytes")).isEqualTo("4194304");
  }

  @Test
  void whatSuitsAlreadyIsNoDifference() throws Exception {
    // Given
    development().apply();
    try (var admin = admin()) {
      admin
          .createPartitions(
              Map.of(events, org.apache.kafka.clients.admin.NewPartitions.increaseTo(5)))
          .all()
          .get();
    }

    // When
    development().verify();

    // Then
    assertThat(partitions(events)).isEqualTo(5);
  }

  @Test
  void productionNamesEachDifferenceAndItsRemedyAndChangesNothing() throws Exception {
    // Given
    create(new NewTopic(events, 3, (short) 1));
    var topics = production();

    // When, then
    assertThatThrownBy(topics::verify)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(events + " is kept on 1 broker instead of 3")
        .hasMessageContaining("kafka-reassign-partitions.sh")
        .hasMessageContaining(events + " has min.insync.replicas 1 instead of 2")
        .hasMessageContaining(deadLetters + " is missing (./kafila topics apply)");
    assertThat(config(events, "min.insync.replicas")).isEqualTo("1");
    assertThat(topics.plan()).extracting(TopicDifference::topic).contains(deadLetters);
  }

  @Test
  void tooFewBrokersForTheCopiesAreSaid() {
    // Given
    var topics = production();

    // When, then
    assertThatThrownBy(topics::apply)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(events)
        .hasMessageContaining("3 brokers");
  }

  @Test
  void aClusterThatDoesNotAnswerIsSaid() {
    // Given
    int nobody = Ports.free();
    var topics =
        new Topics(
            KafkaConnection.embedded(nobody),
            List.of(events),
            List.of(),
            settings("false").kafka());

    // When, then
    assertThatThrownBy(topics::plan)
        .isInstanceOf(KafkaAwayException.class)
        .hasMessageContaining("127.0.0.1:" + nobody);
  }

  private Topics development() {
    return topics("false");
  }

  private Topics production() {
    return topics("true");
  }

  private Topics topics(String production) {
    var kafka = settings(production).kafka();
    return new Topics(KafkaConnection.to(kafka), List.of(events), List.of(deadLetters), kafka);
  }

  private static Settings settings(String production) {
    var values =
        Map.of(
            "kafila.kafka.bootstrap-servers",
            TestServers.bootstrapServers(),
            "kafila.production",
            production);
    return Settings.read(key -> Optional.ofNullable(values.get(key)));
  }

  private static void create(NewTopic topic) throws Exception {
    try (var admin = admin()) {
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static int partitions(String topic) throws Exception {
    try (var admin = admin()) {
      return admin
          .describeTopics(List.of(topic))
          .topicNameValues()
          .get(topic)
          .get()
          .partitions()
          .size();
    }
  }

  private static String config(String topic, String key) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (var admin = admin()) {
      return admin.describeConfigs(List.of(resource)).values().get(resource).get().get(key).value();
    }
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()));
  }

  private static void assertTakesTheFirstRecordAtOnce(String topic) throws Exception {
    Map<String, Object> once =
        Map.of(
            "bootstrap.servers",
            TestServers.bootstrapServers(),
            "retries",
            0,
            "enable.idempotence",
            false);
    try (var producer = new KafkaProducer<>(once, new StringSerializer(), new StringSerializer())) {
      for (int partition = 0; partition < 3; partition++) {
        producer.send(new ProducerRecord<>(topic, partition, "key", "value")).get();
      }
    }
  }
}
