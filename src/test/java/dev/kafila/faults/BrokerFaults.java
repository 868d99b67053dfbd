package dev.kafila.faults;

import static org.awaitility.Awaitility.await;

import dev.kafila.faults.Fault.Hit;
import dev.kafila.faults.Fault.Injection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What happens to brokers. */
final class BrokerFaults {
  private static final List<String> TOPICS =
      List.of("task-events", "reminder-events", "notification-events");
  private static final List<String> GROUPS =
      List.of("recurring", "reminders", "notifications", "delivery");
  private static final int PARTITIONS = 3;

  static final Choice LEADER =
      (brokers, random) ->
          brokers.leaderOf(TOPICS.get(random.nextInt(TOPICS.size())), random.nextInt(PARTITIONS));
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
