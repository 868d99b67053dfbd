package dev.kafila.consume;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A topic in memory whose brokers do their worst, as a seed tells them, and who judges commits. */
final class SimulatedTopic {
  static final String NAME = "simulated";

  private final Random random;
  private final List<TopicPartition> partitions;
  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
  private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Set<Long>> finished = new ConcurrentHashMap<>();
  private final List<String> violations = new ArrayList<>();
  private volatile boolean calm;

  SimulatedTopic(long seed, int partitionCount, int recordsEach, int keys) {
    random = new Random(seed);
    partitions =
        IntStream.range(0, partitionCount).mapToObj(i -> new TopicPartition(NAME, i)).toList();
    for (TopicPartition partition : partitions) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      long offset = random.nextInt(100);
      for (int i = 0; i < recordsEach; i++) {
        records.add(record(partition, offset, keys));
        offset += random.nextInt(10) == 0 ? 2 : 1;
      }
      log.put(partition, records);
      finished.put(partition, ConcurrentHashMap.newKeySet());
    }
  }

  private ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, int keys) {
    int key = random.nextInt(keys + 1);
    return new ConsumerRecord<>(
        NAME,
        partition.partition(),
        offset,
        0,
        TimestampType.CREATE_TIME,
        1,
        1,
        key == keys ? null : ("key" + key).getBytes(StandardCharsets.UTF_8),
        new byte[] {1},
        new RecordHeaders(),
        Optional.empty());
  }

  /** Notes that a record's effect is there, before its delivery says so. */
  void finished(ConsumerRecord<byte[], byte[]> record) {
    finished.get(new TopicPartition(NAME, record.partition())).add(record.offset());
  }

  /** From now on all brokers behave. */
  void calmDown() {
    calm = true;
  }

  boolean allCommitted() {
    return partitions.stream()
        .allMatch(
            partition -> {
              var records = log.get(partition);
              long end = records.get(records.size() - 1).offset() + 1;
              return committed.getOrDefault(partition, 0L) == end;
            });
  }

  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  synchronized void violation(String text) {
    violations.add(text);
  }

  MockConsumer<byte[], byte[]> newConsumer() {
    return new Client();
  }

  private final class Client extends MockConsumer<byte[], byte[]> {
    Client() {
      super("earliest");
      partitions.forEach(
          partition ->
              updateBeginningOffsets(Map.of(partition, log.get(partition).get(0).offset())));
      schedulePollTask(() -> assign(partitions, true));
      setMaxPollRecords(1 + random.nextInt(20));
    }

    private void assign(Collection<TopicPartition> chosen, boolean first) {
      if (first) {
        committed.forEach(
            (partition, offset) ->
                super.commitAsync(Map.of(partition, new OffsetAndMetadata(offset)), null));
      }
      rebalance(chosen);
      chosen.forEach(partition -> log.get(partition).forEach(this::addRecord));
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      if (!calm) {
        int dice = random.nextInt(100);
        if (dice < 5) {
          schedulePollTask(
              () ->
                  assign(partitions.stream().filter(one -> random.nextBoolean()).toList(), false));
        } else if (dice < 7) {
          setPollException(new KafkaException("simulated"));
        }
      } else if (assignment().size() < partitions.size()) {
        schedulePollTask(() -> assign(partitions, false));
      }
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      if (records.isEmpty()) {
        LockSupport.parkNanos(50_000);
      }
      return records;
    }

    @Override
    public synchronized void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      offsets.forEach(this::judge);
      int dice = calm ? 0 : random.nextInt(10);
      if (callback == null || dice != 1) {
        super.commitAsync(offsets, null);
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
      }
      if (callback != null) {
        callback.onComplete(
            offsets,
            dice == 1 || dice == 2 ? new RetriableCommitFailedException("simulated") : null);
      }
    }

    private void judge(TopicPartition partition, OffsetAndMetadata offset) {
      if (!assignment().contains(partition)) {
        violation("commit for " + partition + ", which is not assigned");
      }
      if (offset.offset() < committed.getOrDefault(partition, 0L)) {
        violation("commit of %s back to %d".formatted(partition, offset.offset()));
      }
      for (var record : log.get(partition)) {
        if (record.offset() < offset.offset()
            && !finished.get(partition).contains(record.offset())) {
          violation(
              "commit of %s to %d past unfinished %d"
                  .formatted(partition, offset.offset(), record.offset()));
        }
      }
    }
  }
}
