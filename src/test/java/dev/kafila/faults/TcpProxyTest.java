package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a server that sends back each byte. */
class TcpProxyTest {
  private static final int SILENCE_MILLIS = 300;

  /** How each connection ended for the server. */
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  private ServerSocket server;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    thread(this::accept);
    proxy = TcpProxy.to(server.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        thread(() -> echo(socket));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
      ends.add("end");
    } catch (IOException e) {
      ends.add("reset");
    }
  }

  private static void thread(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private Socket client() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static Duration roundTrip(Socket client) throws IOException {
    long begin = System.nanoTime();
    client.getOutputStream().write('x');
    assertThat(client.getInputStream().read()).isEqualTo('x');
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void slow_takes_longer_each_way_until_it_heals() throws Exception {
    try (var client = client()) {
      // Given
      roundTrip(client);

      // When
      proxy.slow(Duration.ofMillis(200));
      var slow = roundTrip(client);
      proxy.heal();
      var healed = roundTrip(client);

      // Then
      assertThat(slow).isGreaterThanOrEqualTo(Duration.ofMillis(400));
      assertThat(healed).isLessThan(slow);
    }
  }

  @Test
  void half_open_the_server_knows_and_the_client_hears_nothing() throws Exception {
    try (var client = client()) {
      // Given
      roundTrip(client);

      // When
      proxy.halfOpen();
      var end = ends.poll(10, TimeUnit.SECONDS);
      client.setSoTimeout(SILENCE_MILLIS);

      // Then
      assertThat(end).isEqualTo("reset");
      client.getOutputStream().write('x');
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      try (var other = client()) {
        roundTrip(other);
      }
    }
  }

  @Test
  void who_heard_nothing_is_told_when_it_heals() throws Exception {
    try (var client = client()) {
      // Given
      roundTrip(client);
      proxy.halfOpen();

      // When
      proxy.heal();
      client.setSoTimeout(10_000);

      // Then
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }
}
