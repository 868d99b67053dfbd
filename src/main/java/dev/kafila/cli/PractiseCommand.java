package dev.kafila.cli;

import dev.kafila.process.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code kafila practise}: starts everything once, beside anything that runs, chats, and ends.
 *
 * <p>For the launcher, which lets Java archive the classes that a start needs: it then takes about
 * half the time.
 */
@Command(
    name = "practise",
    hidden = true,
    description = "Start once, chat, and stop, so that Java can learn what a start needs.")
final class PractiseCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final int httpPort = Ports.free();
  private final int managementPort = Ports.free();

  @Override
  public Integer call() {
    set("kafila.data.directory", "target/practise");
    set("kafila.http.port", httpPort);
    set("kafila.management.port", managementPort);
    set("kafila.kafka.embedded.port", 0);
    set("kafila.database.embedded.port", 0);
    set("kafila.kafka.bootstrap-servers", "");
    set("kafila.database.url", "");
    var visitor = new Thread(this::visit, "visitor");
    visitor.setDaemon(true);
    visitor.start();
    return new CommandLine(new RunCommand()).execute();
  }

  private static void set(String key, Object value) {
    System.setProperty(key, value.toString());
  }

  /** Ends the program as Ctrl-C would, once it has answered and is well. */
  private void visit() {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    boolean chatted = false;
    boolean well = false;
    try {
      while (!well && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        chatted = chatted || answers(httpPort, "/api/practise/chat", "{\"message\": \"list\"}");
        well = chatted && answers(managementPort, "/observe/health", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(well ? 0 : 1);
  }

  /**
   * @param body what is posted; null: nothing, it is a GET
   */
  private static boolean answers(int port, String path, String body) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + path).toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(10_000);
      if (body != null) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body.getBytes(StandardCharsets.UTF_8));
        }
      }
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
