package dev.kafila.process;

import dev.kafila.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback interface. */
public final class Ports {
  private Ports() {}

  /** A port that nobody listens on at this moment. */
  public static int free() {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The port itself, or a free one for 0.
   *
   * @param port 0 to 65535
   * @param server whose port it is, for people
   * @param setting the key that holds it
   * @throws ConfigurationException if somebody listens there already
   */
  public static int available(int port, String server, String setting) {
    if (port == 0) {
      return free();
    }
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return port;
    } catch (IOException e) {
      throw new ConfigurationException(
          "port %d for %s is in use: stop what listens there, or set %s to another port (0 = any free)"
              .formatted(port, server, setting),
          e);
    }
  }
}
