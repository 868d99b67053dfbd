package dev.kafila.testing;

import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.process.Children;
import dev.kafila.store.EmbeddedDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The embedded servers in a JVM of their own that a test can kill. */
public final class ServersProcess implements AutoCloseable {
  private final Process process;
  private final long broker;
  private final long postgres;

  private ServersProcess(Process process, long broker, long postgres) {
    this.process = process;
    this.broker = broker;
    this.postgres = postgres;
  }

  /** Starts both servers on free ports and waits until they are up. */
  public static ServersProcess start(Path data) throws IOException {
    var command = Children.java();
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ServersProcess.class.getName(),
            data.toString()));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var output = process.inputReader(StandardCharsets.UTF_8);
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("servers ")) {
        var pids = line.split(" ", -1);
        return new ServersProcess(process, Long.parseLong(pids[1]), Long.parseLong(pids[2]));
      }
    }
    throw new IllegalStateException("the servers did not start");
  }

  public static void main(String[] args) throws Exception {
    var data = Path.of(args[0]);
    try (var database = EmbeddedDatabase.start(data, 0);
        var broker = EmbeddedBroker.start(data, 0)) {
      System.out.println("servers " + broker.pid() + " " + database.pid().orElseThrow());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  public long brokerPid() {
    return broker;
  }

  public long postgresPid() {
    return postgres;
  }

  /** As {@code kill -9} does: nobody inside is told. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
