package dev.kafila.faults;

import dev.kafila.faults.Fault.Hit;
import dev.kafila.faults.Fault.Injection;
import dev.kafila.faults.judge.Groups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Strangers who join the groups, get partitions, handle nothing and go, again and again. */
final class RebalanceFaults {
  private static final int LONGEST_STAY_MS = 4_000;

  private RebalanceFaults() {}

  static Injection storm() {
    return (installation, random) -> {
      var over = new CountDownLatch(1);
      List<Thread> strangers = new ArrayList<>();
      for (var group : Groups.TOPICS_OF.entrySet()) {
        var own = new Random(random.nextLong());
        var servers = installation.brokers().directServers();
        var stranger =
            new Thread(
                () -> comeAndGo(servers, group.getKey(), group.getValue(), own, over),
                "stranger-" + group.getKey());
        stranger.setDaemon(true);
        stranger.start();
        strangers.add(stranger);
      }
      return new Hit(
          "all groups",
          () -> {
            over.countDown();
            for (var stranger : strangers) {
              stranger.join();
            }
          });
    };
  }

  private static void comeAndGo(
      String servers, String group, Set<String> topics, Random random, CountDownLatch over) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            group,
            "enable.auto.commit",
            "false",
            "session.timeout.ms",
            "6000",
            "partition.assignment.strategy",
            CooperativeStickyAssignor.class.getName());
    var deserializer = new ByteArrayDeserializer();
    while (over.getCount() > 0) {
      try (var stranger = new KafkaConsumer<>(properties, deserializer, deserializer)) {
        stranger.subscribe(topics);
        long end = System.nanoTime() + Duration.ofMillis(stay(random)).toNanos();
        while (over.getCount() > 0 && System.nanoTime() < end) {
          stranger.poll(Duration.ofMillis(100));
        }
        // Some go without a word: the group waits until their session is over.
        var leaving =
            random.nextInt(4) == 0
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        stranger.close(
            CloseOptions.groupMembershipOperation(leaving).withTimeout(Duration.ofSeconds(1)));
      } catch (KafkaException e) {
        // Another fault at the same time.
      }
    }
  }

  private static int stay(Random random) {
    return 500 + random.nextInt(LONGEST_STAY_MS);
  }
}
