package dev.kafila.boot.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.notification.DeliveryStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a mail server says to single addresses. */
class SmtpRepliesIT {
  /** Does not know nobody@, is not ready for later@ the first two times, and takes the others. */
  private static final class Server implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger later = new AtomicInteger();

    Server() throws IOException {
      threads.execute(
          () -> {
            while (true) {
              try {
                var one = socket.accept();
                threads.execute(() -> serve(one));
              } catch (IOException e) {
                return;
              }
            }
          });
    }

    private void serve(Socket client) {
      try (client) {
        say(client, "220 here");
        var lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        boolean data = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          if (data) {
            data = !line.equals(".");
            if (!data) {
              say(client, "250 taken");
            }
          } else {
            data = line.startsWith("DATA");
            say(client, reply(line));
          }
        }
      } catch (IOException e) {
        // The other side has gone.
      }
    }

    private String reply(String line) {
      if (line.startsWith("RCPT") && line.contains("nobody@")) {
        return "550 5.1.1 no such user";
      }
      if (line.startsWith("RCPT") && line.contains("later@") && later.incrementAndGet() <= 2) {
        return "451 4.7.1 try again later";
      }
      return line.startsWith("DATA") ? "354 go on" : "250 ok";
    }

    private static void say(Socket client, String line) throws IOException {
      client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      threads.shutdownNow();
      socket.close();
    }
  }

  @Test
  void aRefusalIsFinalAndABusyServerIsNot() throws Exception {
    try (var server = new Server();
        var deliveries =
            new Deliveries(
                Map.of(
                    "kafila.mail.host", "127.0.0.1",
                    "kafila.mail.port", Integer.toString(server.socket.getLocalPort()),
                    "kafila.mail.tls", "none",
                    "kafila.mail.from", "kafila@example.org"),
                "email")) {
      // Given
      for (var user : new String[] {"nobody", "later"}) {
        deliveries.prefer(
            user,
            "{\"channels\":[\"email\"],\"addresses\":{\"email\":\"%s@example.org\"}}"
                .formatted(user));
      }

      // When
      var nobodys = deliveries.request("nobody", "Call Bob", "email");
      var laters = deliveries.request("later", "Call Bob", "email");

      // Then
      deliveries.awaitStatus("nobody", nobodys, "email", DeliveryStatus.FAILED);
      deliveries.awaitStatus("nobody", nobodys, "in_app", DeliveryStatus.DELIVERED);
      assertThat(deliveries.status("nobody", nobodys, "email").error())
          .isEqualTo("the mail server refuses: 550 5.1.1 no such user");
      assertThat(deliveries.outcomes(nobodys, "email")).containsExactly("refused");
      deliveries.awaitStatus("later", laters, "email", DeliveryStatus.DELIVERED);
      assertThat(deliveries.outcomes(laters, "email")).containsExactly("away", "away", "delivered");
      assertThat(deliveries.store.list(String.class, "select error from notification_attempts"))
          .contains("the mail server answers with 451: 451 4.7.1 try again later");
    }
  }
}
