package dev.kafila.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One of three brokers, each also a controller; the main class of its process. It stops when its
 * input ends.
 */
final class BrokerNode {
  static final String READY = "ready";
  private static final String CLUSTER = "a2FmaWxhLWZhdWx0cy0xMg";

  private BrokerNode() {}

  /**
   * @param args directory, node id, port of clients, port that clients are told, port of brokers,
   *     controllers as {@code id@host:port,...}
   */
  public static void main(String[] args) throws Exception {
    var directory = Path.of(args[0]);
    var node = Integer.parseInt(args[1]);
    if (Files.notExists(directory.resolve("meta.properties"))) {
      format(directory, node);
    }
    var server =
        new KafkaRaftServer(
            new KafkaConfig(properties(directory, node, args[2], args[3], args[4], args[5])),
            Time.SYSTEM);
    server.startup();
    System.out.println(READY);
    System.in.transferTo(OutputStream.nullOutputStream());
    server.shutdown();
    System.exit(0);
  }

  private static void format(Path directory, int node) throws Exception {
    Files.createDirectories(directory);
    new Formatter()
        .setNodeId(node)
        .setClusterId(CLUSTER)
        .setControllerListenerName("CONTROLLER")
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setPrintStream(silent())
        .run();
  }

  private static PrintStream silent() throws IOException {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static Properties properties(
      Path directory,
      int node,
      String clientPort,
      String toldPort,
      String brokerPort,
      String controllers) {
    var own = node + "@";
    var controller =
        Arrays.stream(controllers.split(",", -1))
            .filter(one -> one.startsWith(own))
            .findFirst()
            .orElseThrow()
            .substring(own.length());
    var properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(node));
    properties.put("controller.quorum.voters", controllers);
    properties.put(
        "listeners",
        "CLIENTS://127.0.0.1:%s,BROKERS://127.0.0.1:%s,CONTROLLER://%s"
            .formatted(clientPort, brokerPort, controller));
    properties.put(
        "advertised.listeners",
        "CLIENTS://127.0.0.1:%s,BROKERS://127.0.0.1:%s".formatted(toldPort, brokerPort));
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "BROKERS");
    properties.put(
        "listener.security.protocol.map",
        "CLIENTS:PLAINTEXT,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", directory.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("min.insync.replicas", "2");
    for (var topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      properties.put(topic + ".num.partitions", "3");
      properties.put(topic + ".replication.factor", "3");
    }
    properties.put("offsets.topic.segment.bytes", "4194304");
    properties.put("transaction.state.log.min.isr", "2");
    properties.put("share.coordinator.state.topic.min.isr", "2");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    // Quick to notice what is gone, so that many faults fit into a run.
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
    properties.put("controller.quorum.election.timeout.ms", "500");
    properties.put("controller.quorum.fetch.timeout.ms", "1000");
    properties.put("controller.quorum.election.backoff.max.ms", "300");
    properties.put("replica.lag.time.max.ms", "5000");
    properties.put("group.initial.rebalance.delay.ms", "0");
    return properties;
  }
}
