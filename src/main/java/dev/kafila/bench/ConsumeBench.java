package dev.kafila.bench;

import dev.kafila.config.ConfigurationException;
import dev.kafila.event.EventTopics;
import dev.kafila.event.Json;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.process.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes events to a broker of its own and lets each arm read them all, in turn, round by round, in
 * a JVM of its own.
 */
public final class ConsumeBench {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  /** The same for all arms; enough for what any of them buffers. */
  private static final String HEAP = "-Xmx1g";

  private final Plan plan;
  private final PeerArms peers;
  private final Consumer<String> progress;

  /**
   * What is run.
   *
   * @param bytes about how long each event's JSON is
   * @param failing share of the events that fail once, in the arms that let some fail, 0 to 1
   * @param arms by name; empty: all there are
   */
  public record Plan(
      int events, int keys, int bytes, int rounds, double failing, List<String> arms) {

    void check() {
      require("--events", events, 10);
      require("--keys", keys, 1);
      require("--bytes", bytes, 1);
      require("--rounds", rounds, 1);
      if (failing < 0 || failing > 1) {
        throw new ConfigurationException("--failing %s: must be 0 to 1".formatted(failing));
      }
    }

    private static void require(String option, int value, int least) {
      if (value < least) {
        throw new ConfigurationException(
            "%s %d: must be at least %d".formatted(option, value, least));
      }
    }
  }

  /**
   * @param peers where the arms lie that are no part of the program
   * @param progress hears a line after each run
   */
  public ConsumeBench(Plan plan, Path peers, Consumer<String> progress) {
    this.plan = plan;
    this.peers = new PeerArms(peers);
    this.progress = progress;
  }

  /**
   * Runs it all.
   *
   * @param directory an empty one, for the broker's data and the arms' logs
   * @throws ConfigurationException if the plan makes no sense
   */
  public BenchReport run(Path directory) throws IOException, InterruptedException {
    plan.check();
    var arms = chosen();
    List<ArmResult> results = new ArrayList<>();
    try (var broker = EmbeddedBroker.start(directory, 0)) {
      progress.accept("writing %,d events".formatted(plan.events()));
      new BenchEvents(broker.bootstrapServers(), plan.bytes()).write(plan.events(), plan.keys());
      for (int round = 1; round <= plan.rounds(); round++) {
        for (var arm : arms) {
          var result = run(arm, round, broker.bootstrapServers(), directory);
          results.add(result);
          progress.accept(line(round, result));
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the events could not be written", e.getCause());
    }
    return BenchReport.of(plan, arms, results);
  }

  private String line(int round, ArmResult result) {
    return "round %d of %d: %s: %s"
        .formatted(
            round,
            plan.rounds(),
            result.arm(),
            result.problem() == null
                ? "%,.0f events/s".formatted(result.warm().eventsPerSecond())
                : result.problem());
  }

  private List<Arm> chosen() {
    var all = peers.arms();
    var names = all.stream().map(Arm::name).toList();
    for (var name : plan.arms()) {
      if (!names.contains(name)) {
        throw new ConfigurationException(
            "--arms %s: there is %s".formatted(name, String.join(", ", names)));
      }
    }
    return all.stream()
        .filter(arm -> plan.arms().isEmpty() || plan.arms().contains(arm.name()))
        .toList();
  }

  private ArmResult run(Arm arm, int round, String brokers, Path directory)
      throws IOException, InterruptedException {
    var id = "bench-%s-%d".formatted(arm.name(), round);
    var result = directory.resolve(id + ".json");
    var log = directory.resolve(id + ".log");
    var order =
        new ArmOrder(
            arm.name(),
            brokers,
            EventTopics.TASKS,
            id,
            plan.events(),
            plan.keys(),
            plan.failing(),
            result.toString());
    var builder =
        new ProcessBuilder(command(order)).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", peers.classPath());
    var process = builder.start();
    try {
      if (!Children.ended(process, LONGEST_RUN)) {
        return new ArmResult(arm.name(), null, null, 0, "did not end within " + LONGEST_RUN);
      }
    } finally {
      process.destroyForcibly();
    }
    if (!Files.exists(result)) {
      return new ArmResult(arm.name(), null, null, 0, "ended early: " + lastLines(log));
    }
    return Json.read(Files.readString(result), ArmResult.class);
  }

  private static List<String> command(ArmOrder order) {
    var command = Children.java(HEAP, "-Dlogback.configurationFile=bench/arm-logback.xml");
    command.addAll(List.of(ArmProcess.class.getName(), Json.write(order)));
    return command;
  }

  private static String lastLines(Path log) throws IOException {
    var lines = Files.readAllLines(log);
    return lines.stream().skip(Math.max(0, lines.size() - 3)).collect(Collectors.joining(" | "));
  }
}
