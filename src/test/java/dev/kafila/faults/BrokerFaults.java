package dev.kafila.faults;

import static org.awaitility.Awaitility.await;

import dev.kafila.faults.Fault.Hit;
import dev.kafila.faults.Fault.Injection;
import dev.kafila.faults.judge.Groups;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What happens to brokers. */
final class BrokerFaults {
  private static final List<String> GROUPS = List.copyOf(new TreeSet<>(Groups.TOPICS_OF.keySet()));
  private static final int PARTITIONS = 3;

  static final Choice LEADER =
      (brokers, random) ->
          brokers.leaderOf(
              Groups.TOPICS.get(random.nextInt(Groups.TOPICS.size())), random.nextInt(PARTITIONS));
  static final Choice CONTROLLER = (brokers, random) -> brokers.controller();
  static final Choice COORDINATOR =
      (brokers, random) -> brokers.coordinatorOf(GROUPS.get(random.nextInt(GROUPS.size())));

  private BrokerFaults() {}

  /** Which broker. */
  interface Choice {
    int of(Brokers brokers, Random random) throws Exception;
  }

  /** There may be none for a moment. */
  private static int chosen(Choice choice, Brokers brokers, Random random) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> choice.of(brokers, random), broker -> broker >= 0);
  }

  static Injection kill(Choice choice) {
    return (installation, random) -> {
      var brokers = installation.brokers();
      int broker = chosen(choice, brokers, random);
      brokers.kill(broker);
      return new Hit("broker " + broker, () -> brokers.start(broker));
    };
  }

  static Injection killAll() {
    return (installation, random) -> {
      var brokers = installation.brokers();
      for (int broker = 0; broker < Brokers.COUNT; broker++) {
        brokers.kill(broker);
      }
      return new Hit("all brokers", brokers::startMissing);
    };
  }

  static Injection freeze(Choice choice) {
    return (installation, random) -> {
      var brokers = installation.brokers();
      int broker = chosen(choice, brokers, random);
      long pid = brokers.pid(broker);
      Signals.freeze(pid);
      return new Hit("broker " + broker, () -> Signals.thaw(pid));
    };
  }

  /** A broker that cannot write ends by itself. */
  static Injection diskFull() {
    return (installation, random) -> {
      if (installation.disk().isEmpty()) {
        return Hit.over("nothing: this user may not mount a disk");
      }
      var disk = installation.disk().get();
      var brokers = installation.brokers();
      disk.fill();
      return new Hit(
          "broker " + Installation.ON_DISK,
          () -> {
            disk.free();
            brokers.kill(Installation.ON_DISK);
            brokers.start(Installation.ON_DISK);
          });
    };
  }

  /** One after another, in any order, each when the one before has caught up. */
  static Injection rollingRestart() {
    return (installation, random) -> {
      var brokers = installation.brokers();
      int first = random.nextInt(Brokers.COUNT);
      var order =
          IntStream.range(first, first + Brokers.COUNT).map(n -> n % Brokers.COUNT).toArray();
      for (int broker : order) {
        brokers.stop(broker);
        brokers.start(broker);
        brokers.awaitAll();
      }
      return Hit.over(
          IntStream.of(order)
              .mapToObj(broker -> "broker " + broker)
              .collect(Collectors.joining(", ")));
    };
  }
}
