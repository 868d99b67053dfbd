package dev.kafila.kafka;

import dev.kafila.process.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.LoggerFactory;

/**
 * Main class of the embedded broker's own JVM: one node that is broker and controller.
 *
 * <p>It says {@link #READY} on standard output as soon as clients are served and lives until its
 * standard input ends, which also happens when the parent is killed.
 */
public final class BrokerProcess {
  static final String READY = "ready";
  private static final int NODE = 1;
  private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(8);

  private BrokerProcess() {}

  /**
   * Runs the broker.
   *
   * @param args directory of the records, port
   */
  public static void main(String[] args) {
    var inputEnded = new CountDownLatch(1);
    daemon("input", () -> endWith(inputEnded));
    try {
      run(Path.of(args[0]), Integer.parseInt(args[1]), inputEnded);
      System.exit(0);
    } catch (Exception e) {
      LoggerFactory.getLogger(BrokerProcess.class).error("the broker cannot run", e);
      System.exit(1);
    }
  }

  private static void run(Path directory, int port, CountDownLatch inputEnded) throws Exception {
    format(directory);
    var server =
        new KafkaRaftServer(
            new KafkaConfig(properties(directory, port, Ports.free())), Time.SYSTEM);
    server.startup();
    System.out.println(READY);
    inputEnded.await();
    server.shutdown();
  }

  /** Nobody may be left to kill a broker that does not come to an end, so it does so itself. */
  private static void endWith(CountDownLatch inputEnded) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
      inputEnded.countDown();
      Thread.sleep(LONGEST_SHUTDOWN.toMillis());
    } catch (IOException | InterruptedException e) {
      LoggerFactory.getLogger(BrokerProcess.class).error("no word from the parent", e);
    }
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void format(Path directory) throws Exception {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(directory);
    new Formatter()
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setPrintStream(silent())
        .run();
  }

  private static PrintStream silent() throws IOException {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static Properties properties(Path directory, int port, int controllerPort) {
    var properties = new Properties();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", directory.toString());
    properties.put("auto.create.topics.enable", "false");
    // One node: everything internal is small and not replicated.
    for (var topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      properties.put(topic + ".num.partitions", "1");
      properties.put(topic + ".replication.factor", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    // Quick to be back after a kill: the controller must first give up on the broker's last life.
    properties.put("broker.session.timeout.ms", "1500");
    properties.put("broker.heartbeat.interval.ms", "300");
    properties.put("group.initial.rebalance.delay.ms", "0");
    return properties;
  }
}
