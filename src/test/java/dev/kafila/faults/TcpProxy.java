package dev.kafila.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A network between two programs of this machine that can be slow, break and fall silent. */
final class TcpProxy implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final ServerSocket listening;
  private final int target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile Duration latency = Duration.ZERO;

  private TcpProxy(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    daemon("proxy-accept", this::accept);
  }

  /** To a port of this machine. */
  static TcpProxy to(int target) throws IOException {
    return new TcpProxy(target);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Everything takes so much longer, each way. */
  void slow(Duration by) {
    latency = by;
  }

  /** Breaks every connection; both ends are told. New ones work. */
  void reset() {
    links.forEach(Link::reset);
  }

  /**
   * Half of every connection goes: the server sees its end closed, the client hears nothing, not
   * even that. New connections work.
   */
  void halfOpen() {
    links.forEach(Link::halfOpen);
  }

  /** Fast again, and what fell silent is told now. */
  void heal() {
    latency = Duration.ZERO;
    links.stream().filter(link -> link.silent).forEach(Link::reset);
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reset();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        daemon("proxy-connect", () -> connect(client));
      } catch (IOException e) {
        // Closed, or the client gave up.
      }
    }
  }

  private void connect(Socket client) {
    var server = new Socket();
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
    } catch (IOException e) {
      breakOff(client);
      return;
    }
    var link = new Link(client, server);
    links.add(link);
    daemon("proxy-to-server", () -> link.pump(client, server));
    daemon("proxy-to-client", () -> link.pump(server, client));
  }

  private static void daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** With a reset rather than an orderly end. */
  private static void breakOff(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // Closed already.
    }
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pump(Socket from, Socket to) {
      var buffer = new byte[BUFFER];
      try {
        var input = from.getInputStream();
        var output = to.getOutputStream();
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
          TimeUnit.NANOSECONDS.sleep(latency.toNanos());
          if (!silent) {
            output.write(buffer, 0, read);
          }
        }
        if (!silent) {
          to.shutdownOutput();
        }
      } catch (IOException e) {
        if (!silent) {
          reset();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!silent && client.isOutputShutdown() && server.isOutputShutdown()) {
        reset();
      }
    }

    void reset() {
      links.remove(this);
      breakOff(client);
      breakOff(server);
    }

    void halfOpen() {
      silent = true;
      breakOff(server);
    }
  }
}
