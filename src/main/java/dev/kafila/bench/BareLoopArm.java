package dev.kafila.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** As fast as it gets on one thread, without retries, dead letters or metrics. */
public final class BareLoopArm implements Arm {
  static final String NAME = "bare";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "a kafka-clients loop that reads the JSON and commits once a poll, without waiting";
  }

  @Override
  public void consume(ArmRun run) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            run.brokers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            run.group(),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            ArmRun.MAX_POLL_RECORDS);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(run.topic()));
      while (!run.events().complete()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          run.events().handle(record.value());
        }
        consumer.commitAsync();
      }
      consumer.commitSync();
    }
  }
}
