package dev.kafila.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polling thread: polls, hands over, commits, pauses and resumes, and nothing else, so that no
 * record can cost its consumer the membership in the group.
 */
final class PollLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final Duration ASK = Duration.ofMillis(500);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * Where all that was read was others', and it was not much, so much more of it may come first: a
   * poll costs more than passing over what it brings.
   */
  private static final long PASSED_ALL_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int FEW = 500;
  private static final long LOOK_AROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final List<String> topics;
  private final OrderedKafkaOptions options;
  private final Backoff restarts;
  private final Duration pollTimeout;
  private final RecordFilter filter;
  private final Lanes<Delivery> lanes;
  private final ConsumerContext context;
  private final ConsumerMetrics metrics;
  private final LoopStatus status;
  private final Map<TopicPartition, Assignment> assigned = new HashMap<>();

  private volatile boolean stopping;
  private volatile boolean suspended;
  private volatile Consumer<byte[], byte[]> kafka;
  private BrokerWatch brokers;
  private boolean crowded;
  private long committedAt;
  private long lookedAroundAt;

  /** A partition, from being assigned to being revoked. */
  private static final class Assignment {
    private final PartitionProgress<Delivery> progress = new PartitionProgress<>();
    private boolean paused;
    private long first = PartitionProgress.NOTHING;
    private long requested = PartitionProgress.NOTHING;
    private long committed = PartitionProgress.NOTHING;
    private long end = PartitionProgress.NOTHING;
  }

  PollLoop(
      String name,
      Supplier<Consumer<byte[], byte[]>> clients,
      List<String> topics,
      OrderedKafkaOptions options,
      Backoff restarts,
      Duration pollTimeout,
      RecordFilter filter,
      Lanes<Delivery> lanes,
      ConsumerContext context,
      ConsumerMetrics metrics) {
    this.name = name;
    this.clients = clients;
    this.topics = topics;
    this.options = options;
    this.restarts = restarts;
    this.pollTimeout = pollTimeout;
    this.filter = filter;
    this.lanes = lanes;
    this.context = context;
    this.metrics = metrics;
    this.status = new LoopStatus();
  }

  LoopStatus status() {
    return status;
  }

  Lanes<Delivery> lanes() {
    return lanes;
  }

  void suspend(boolean suspend) {
    suspended = suspend;
  }

  /** Asks the loop to finish what is in work, commit and leave. */
  void stop() {
    stopping = true;
    Consumer<byte[], byte[]> current = kafka;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public void run() {
    int failures = 0;
    while (!stopping) {
      try {
        consume();
      } catch (WakeupException e) {
        LOG.debug("{}: woken to stop", name);
      } catch (InterruptException e) {
        stopping = true;
      } catch (RuntimeException | Error e) {
        if (!stopping) {
          if (status.troubled(String.valueOf(e.getMessage()))) {
            LOG.warn(
                "{}: cannot read from Kafka, trying again until it works: {}", name, e.toString());
          }
          pause(restarts.delayMs(++failures));
        }
      }
    }
    status.stopped();
  }

  private void pause(long ms) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    try {
      while (!stopping && System.nanoTime() < until) {
        Thread.sleep(Math.min(50, ms));
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  private void consume() {
    kafka = clients.get();
    brokers = new BrokerWatch(kafka.metrics());
    try {
      kafka.subscribe(topics, new Rebalance());
      while (!stopping) {
        pollOnce();
      }
    } finally {
      release(assigned.keySet(), true);
      close();
    }
  }

  private void close() {
    try {
      kafka.close(CloseOptions.timeout(CLOSE));
    } catch (RuntimeException e) {
      LOG.warn("{}: closing failed: {}", name, e.toString());
    } finally {
      kafka = null;
    }
  }

  private void pollOnce() {
    ConsumerRecords<byte[], byte[]> records = kafka.poll(crowded ? Duration.ZERO : pollTimeout);
    long now = System.nanoTime();
    boolean passedAll = !records.isEmpty();
    for (TopicPartition partition : records.partitions()) {
      Assignment assignment = assigned.get(partition);
      if (assignment != null) {
        passedAll &= handOver(assignment, records.records(partition), now) == 0;
      }
    }
    lanes.flush();
    if (passedAll && records.count() < FEW) {
      LockSupport.parkNanos(PASSED_ALL_WAIT_NANOS);
    } else {
      lanes.awaitRoom(LONGEST_WAIT_NANOS);
    }
    regulate();
    if (now - committedAt >= TimeUnit.MILLISECONDS.toNanos(options.commitMs())) {
      committedAt = now;
      commit();
    }
    if (now - lookedAroundAt >= LOOK_AROUND_NANOS) {
      lookedAroundAt = now;
      lookAround(now);
    }
    report();
  }

  /** How many records somebody has to work on. */
  private int handOver(
      Assignment assignment, List<ConsumerRecord<byte[], byte[]>> records, long now) {
    PartitionProgress<Delivery> progress = assignment.progress;
    if (assignment.first == PartitionProgress.NOTHING) {
      assignment.first = records.get(0).offset();
    }
    int passed = 0;
    int unknown = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      var headers = EventHeaders.of(record.headers());
      switch (filter.judge(headers)) {
        case HANDLE -> {
          var delivery = new Delivery(record, headers.decoded(), context, now);
          progress.add(delivery);
          lanes.add(LaneKey.of(record), delivery);
        }
        case UNKNOWN_TYPE -> {
          unknown++;
          progress.passOver(record.offset());
        }
        case OTHER_TYPE, OTHER_GROUP -> {
          passed++;
          progress.passOver(record.offset());
        }
      }
    }
    metrics.passedOver.increment(passed);
    metrics.unknownTypes.increment(unknown);
    return records.size() - passed - unknown;
  }

  /**
   * Pauses what has too much in work, and resumes what has not any more; all of it while many lanes
   * wait for a thread: what is read long before it is handled costs memory and caches.
   */
  private void regulate() {
    crowded = !lanes.hasRoom();
    assigned.forEach(
        (partition, assignment) -> {
          boolean pause = suspended || crowded || full(assignment);
          if (pause != assignment.paused) {
            assignment.paused = pause;
            if (pause) {
              kafka.pause(List.of(partition));
            } else {
              kafka.resume(List.of(partition));
            }
          }
        });
  }

  private boolean full(Assignment assignment) {
    double share = assignment.paused ? 0.7 : 1;
    PartitionProgress<Delivery> progress = assignment.progress;
    progress.position();
    if (!over(progress, share)) {
      return false;
    }
    progress.sweep();
    return over(progress, share);
  }

  private boolean over(PartitionProgress<Delivery> progress, double share) {
    return progress.size() >= share * options.maxInFlight()
        || progress.bytes() >= share * options.maxInFlightBytes();
  }

  private void commit() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    assigned.forEach(
        (partition, assignment) -> {
          long position = assignment.progress.position();
          if (position > assignment.requested) {
            assignment.requested = position;
            offsets.put(partition, new OffsetAndMetadata(position));
          }
        });
    if (!offsets.isEmpty()) {
      Map<TopicPartition, Assignment> asked = new HashMap<>(assigned);
      kafka.commitAsync(offsets, (done, failure) -> committed(asked, offsets, failure));
    }
  }

  private void committed(
      Map<TopicPartition, Assignment> asked,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Exception failure) {
    offsets.forEach(
        (partition, offset) -> {
          Assignment assignment = asked.get(partition);
          if (failure == null) {
            assignment.committed = Math.max(assignment.committed, offset.offset());
          } else {
            assignment.requested = assignment.committed;
          }
        });
    if (failure != null && !(failure instanceof RetriableException)) {
      LOG.warn("{}: commit failed, trying again: {}", name, failure.toString());
    }
  }

  private void lookAround(long now) {
    if (brokers.away(now)) {
      if (status.troubled("no broker answers")) {
        LOG.warn("{}: no broker answers, waiting for one", name);
      }
    } else if (status.untroubled()) {
      LOG.info("{}: reading from Kafka again", name);
    }
    askForEnds();
    double lag = 0;
    for (Map.Entry<TopicPartition, Assignment> entry : assigned.entrySet()) {
      lag += lag(entry.getKey(), entry.getValue());
    }
    status.lag(lag);
  }

  /** A paused partition fetches nothing, so that its client does not learn of new records. */
  private void askForEnds() {
    List<TopicPartition> paused =
        assigned.keySet().stream().filter(partition -> assigned.get(partition).paused).toList();
    if (paused.isEmpty() || status.trouble() != null) {
      return;
    }
    try {
      kafka.endOffsets(paused, ASK).forEach((partition, end) -> assigned.get(partition).end = end);
    } catch (TimeoutException e) {
      LOG.debug("{}: ends of {} not known", name, paused, e);
    }
  }

  private double lag(TopicPartition partition, Assignment assignment) {
    long from = Math.max(assignment.first, assignment.committed);
    if (assignment.paused && assignment.end != PartitionProgress.NOTHING) {
      return Math.max(0, assignment.end - from);
    }
    var unread = kafka.currentLag(partition);
    return unread.isPresent()
        ? unread.getAsLong() + Math.max(0, assignment.progress.next() - from)
        : Double.NaN;
  }

  private void report() {
    int inFlight = 0;
    Delivery oldest = null;
    for (Assignment assignment : assigned.values()) {
      inFlight += assignment.progress.size();
      Delivery head = assignment.progress.oldest();
      if (head != null && (oldest == null || head.receivedNanos() < oldest.receivedNanos())) {
        oldest = head;
      }
    }
    status.work(assigned.size(), inFlight, oldest);
  }

  /** Finishes what is in work within the bound, commits, and forgets the partitions. */
  private void release(Collection<TopicPartition> partitions, boolean commit) {
    Map<TopicPartition, Assignment> going = new HashMap<>(assigned);
    going.keySet().retainAll(List.copyOf(partitions));
    drain(going.values(), commit ? options.drainMs() : 0);
    if (commit) {
      commitSync(going);
    }
    assigned.keySet().removeAll(going.keySet());
    report();
  }

  /** Newest first, or the abandoning of a record would let a later one of its key start. */
  private static void drain(Collection<Assignment> going, long boundMs) {
    abandon(going, Delivery::abandonUnlessRunning);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(boundMs);
    try {
      while (going.stream().anyMatch(one -> one.progress.anyMatch(Delivery::running))
          && System.nanoTime() < deadline) {
        Thread.sleep(2);
        // What ran may have gone to wait for its next try.
        abandon(going, Delivery::abandonUnlessRunning);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    abandon(going, Delivery::abandon);
  }

  private static void abandon(
      Collection<Assignment> going, java.util.function.Consumer<Delivery> how) {
    going.forEach(one -> one.progress.forEachNewestFirst(how));
  }

  private void commitSync(Map<TopicPartition, Assignment> going) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    going.forEach(
        (partition, assignment) -> {
          long position = assignment.progress.position();
          if (position > assignment.committed) {
            offsets.put(partition, new OffsetAndMetadata(position));
          }
        });
    if (offsets.isEmpty()) {
      return;
    }
    try {
      try {
        kafka.commitSync(offsets, CLOSE);
      } catch (WakeupException e) {
        kafka.commitSync(offsets, CLOSE);
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "{}: last commit failed, so {} may come again: {}", name, offsets.keySet(), e.toString());
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      partitions.forEach(partition -> assigned.put(partition, new Assignment()));
      if (!partitions.isEmpty()) {
        LOG.info("{}: reads {}", name, partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      release(partitions, true);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      LOG.warn("{}: lost {}; what was in work comes again", name, partitions);
      release(partitions, false);
    }
  }
}
