package dev.kafila.faults;

import static org.awaitility.Awaitility.await;

import dev.kafila.process.Children;
import dev.kafila.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;

/**
 * Three brokers as processes. Clients reach each through a {@link TcpProxy}; the tests themselves
 * go past the proxies.
 */
final class Brokers implements AutoCloseable {
  static final int COUNT = 3;
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final Duration ORDERLY = Duration.ofSeconds(20);

  private final Path directory;
  private final Watchdog watchdog;
  private final List<Integer> clientPorts = freePorts();
  private final List<Integer> brokerPorts = freePorts();
  private final List<Integer> controllerPorts = freePorts();
  private final List<TcpProxy> proxies = new ArrayList<>();
  private final Process[] processes = new Process[COUNT];
  private final Admin admin;

  private Brokers(Path directory, Watchdog watchdog) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.watchdog = watchdog;
    for (int port : clientPorts) {
      proxies.add(TcpProxy.to(port));
    }
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                directServers(),
                "default.api.timeout.ms",
                "10000",
                "request.timeout.ms",
                "5000"));
  }

  static Brokers start(Path directory, Watchdog watchdog) throws IOException {
    var brokers = new Brokers(directory, watchdog);
    try {
      for (int index = 0; index < COUNT; index++) {
        brokers.start(index);
      }
      brokers.awaitAll();
      return brokers;
    } catch (IOException | RuntimeException | Error e) {
      brokers.close();
      throw e;
    }
  }

  private static List<Integer> freePorts() {
    return IntStream.range(0, COUNT).mapToObj(index -> Ports.free()).toList();
  }

  /** For clients: through the proxies. */
  String servers() {
    return proxies.stream()
        .map(proxy -> "127.0.0.1:" + proxy.port())
        .collect(Collectors.joining(","));
  }

  /** Past the proxies. */
  String directServers() {
    return brokerPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  List<TcpProxy> proxies() {
    return List.copyOf(proxies);
  }

  Admin admin() {
    return admin;
  }

  synchronized void start(int index) throws IOException {
    var log = directory.resolve("broker-" + index + ".log");
    var controllers =
        IntStream.range(0, COUNT)
            .mapToObj(node -> "%d@127.0.0.1:%d".formatted(node, controllerPorts.get(node)))
            .collect(Collectors.joining(","));
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dkafila.broker.log=" + log,
                "-Dlogback.configurationFile=kafka/broker-logback.xml",
                BrokerNode.class.getName(),
                home(index).toString(),
                Integer.toString(index),
                Integer.toString(clientPorts.get(index)),
                Integer.toString(proxies.get(index).port()),
                Integer.toString(brokerPorts.get(index)),
                controllers)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectOutput(ProcessBuilder.Redirect.to(said(index).toFile()));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    processes[index] = builder.start();
    watchdog.watch(processes[index].pid());
  }

  /** What a broker's process of now has printed. */
  private Path said(int index) {
    return directory.resolve("broker-" + index + ".said");
  }

  private Path home(int index) {
    return home(directory, index);
  }

  /**
   * Where a broker keeps its records.
   *
   * @param directory of all brokers
   */
  static Path home(Path directory, int index) {
    return directory.resolve("broker-" + index);
  }

  synchronized long pid(int index) {
    return processes[index].pid();
  }

  synchronized boolean runs(int index) {
    return processes[index].isAlive();
  }

  /** As {@code kill -9} does. */
  void kill(int index) {
    var process = process(index);
    process.destroyForcibly();
    Children.ended(process, ORDERLY);
  }

  /** In order: its partitions are led elsewhere before it ends. */
  void stop(int index) throws IOException {
    var process = process(index);
    process.getOutputStream().close();
    if (!Children.ended(process, ORDERLY)) {
      kill(index);
    }
  }

  private synchronized Process process(int index) {
    return processes[index];
  }

  /** Starts again what has ended, whatever ended it. */
  void startMissing() throws IOException {
    for (int index = 0; index < COUNT; index++) {
      if (!runs(index)) {
        start(index);
      }
    }
  }

  /** Waits until all brokers are members and no partition lacks a replica. */
  void awaitAll() {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(
            () ->
                allReady()
                    && answer(admin.describeCluster().nodes()).size() == COUNT
                    && allInSync());
  }

  /** The cluster takes seconds to notice that a member of it is gone. */
  private boolean allReady() throws IOException {
    for (int index = 0; index < COUNT; index++) {
      if (!runs(index) || !Files.readAllLines(said(index)).contains(BrokerNode.READY)) {
        return false;
      }
    }
    return true;
  }

  private boolean allInSync() throws Exception {
    var names = answer(admin.listTopics().names());
    return answer(admin.describeTopics(names).allTopicNames()).values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .allMatch(partition -> partition.isr().size() == partition.replicas().size());
  }

  int leaderOf(String topic, int partition) throws Exception {
    return answer(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .get(partition)
        .leader()
        .id();
  }

  int controller() throws Exception {
    return answer(admin.describeMetadataQuorum().quorumInfo()).leaderId();
  }

  int coordinatorOf(String group) throws Exception {
    Node coordinator =
        answer(admin.describeConsumerGroups(List.of(group)).all()).get(group).coordinator();
    return coordinator.id();
  }

  static <T> T answer(org.apache.kafka.common.KafkaFuture<T> future) throws Exception {
    return future.get(15, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
    proxies.forEach(TcpProxy::close);
    synchronized (this) {
      for (var process : processes) {
        if (process != null) {
          process.destroyForcibly();
          if (!Children.ended(process, ORDERLY)) {
            throw new UncheckedIOException(new IOException("a broker does not end"));
          }
        }
      }
    }
  }
}
