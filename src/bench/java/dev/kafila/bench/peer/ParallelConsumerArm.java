package dev.kafila.bench.peer;

import dev.kafila.bench.Arm;
import dev.kafila.bench.ArmRun;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Confluent's parallel-consumer, ordered by key; no part of the program, only of comparisons. */
public final class ParallelConsumerArm implements Arm {
  /** As many as ordered-kafka has workers. */
  private static final int THREADS = 8;

  @Override
  public String name() {
    return "parallel-consumer";
  }

  @Override
  public String title() {
    return "parallel-consumer 0.5.3.3, ordered by key, 8 threads, reads the JSON, commits"
        + " periodically without waiting";
  }

  @Override
  public void consume(ArmRun run) throws InterruptedException {
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
    var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    var options =
        ParallelConsumerOptions.<byte[], byte[]>builder()
            .consumer(consumer)
            .ordering(ProcessingOrder.KEY)
            .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
            .maxConcurrency(THREADS)
            .build();
    try (var processor = ParallelStreamProcessor.createEosStreamProcessor(options)) {
      processor.subscribe(List.of(run.topic()));
      processor.poll(record -> run.events().handle(record.value()));
      run.events().awaitComplete();
      processor.closeDrainFirst();
    }
  }
}
