package dev.kafila.bench;

import dev.kafila.event.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Main class of an arm's own JVM. It writes its result to the file it was told and ends with 0,
 * also where the arm did wrong: the result says so.
 */
public final class ArmProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ArmProcess.class);

  /** Longer than any redelivery of the failing arm takes. */
  private static final Duration LONGEST_STALL = Duration.ofSeconds(60);

  private ArmProcess() {}

  /**
   * Runs an arm.
   *
   * @param args an {@link ArmOrder} as JSON
   */
  public static void main(String[] args) throws IOException {
    var order = Json.read(args[0], ArmOrder.class);
    var result = Path.of(order.result());
    Files.writeString(result, Json.write(run(order)));
    // An arm may have left threads behind.
    Runtime.getRuntime().exit(0);
  }

  private static ArmResult run(ArmOrder order) {
    var arm =
        ServiceLoader.load(Arm.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(one -> one.name().equals(order.arm()))
            .findFirst()
            .orElseThrow();
    var cold = pass(arm, order, order.group() + "-cold");
    if (cold.problem() != null) {
      return new ArmResult(arm.name(), null, null, cold.failures(), cold.problem());
    }
    var warm = pass(arm, order, order.group() + "-warm");
    return new ArmResult(arm.name(), cold.whole(), warm.middle(), warm.failures(), warm.problem());
  }

  private static HandledEvents pass(Arm arm, ArmOrder order, String group) {
    var events = new HandledEvents(order.events(), order.keys(), arm.fails() ? order.failing() : 0);
    watch(events);
    try {
      arm.consume(new ArmRun(order.brokers(), order.topic(), group, events));
      requireCommitted(order, group, events);
    } catch (Exception e) {
      LOG.error("{} failed", arm.name(), e);
      events.wrong(e.toString());
    }
    return events;
  }

  /** Gives up on an arm that handles nothing more. */
  private static void watch(HandledEvents events) {
    var watcher =
        new Thread(
            () -> {
              try {
                int before = -1;
                while (events.handled() != before && !events.complete()) {
                  before = events.handled();
                  Thread.sleep(LONGEST_STALL.toMillis());
                }
                if (!events.complete()) {
                  events.wrong("stopped after %d events".formatted(before));
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  /** What was handled but not committed would come again. */
  private static void requireCommitted(ArmOrder order, String group, HandledEvents events)
      throws InterruptedException, ExecutionException {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, order.brokers());
    try (var admin = Admin.create(settings)) {
      long sum =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .values()
              .stream()
              .mapToLong(OffsetAndMetadata::offset)
              .sum();
      if (sum != order.events()) {
        events.wrong("committed %d of %d events".formatted(sum, order.events()));
      }
    }
  }
}
