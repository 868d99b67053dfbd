package dev.kafila.faults.judge;

import dev.kafila.testing.TopicReader;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topics as Kafka's own client reads them. */
final class JavaTopics implements EvidenceReader.TopicSource {
  private final String servers;

  JavaTopics(String servers) {
    this.servers = servers;
  }

  @Override
  public List<Recorded> all(String topic) {
    try (var reader = new TopicReader(servers)) {
      return reader.all(topic).stream().map(JavaTopics::recorded).toList();
    }
  }

  private static Recorded recorded(ConsumerRecord<byte[], byte[]> record) {
    return new Recorded(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        Recorded.raw(record.key()),
        Recorded.raw(record.value()),
        Arrays.stream(record.headers().toArray())
            .map(header -> new Recorded.Header(header.key(), Recorded.raw(header.value())))
            .toList());
  }
}
