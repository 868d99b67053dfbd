package dev.kafila.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on 127.0.0.1 that answers as a test wants, also as no good server would. */
public final class HttpReceiver implements AutoCloseable {

  /** A request as it came; header names in lower case. */
  public record Received(
      Instant at, String method, String path, Map<String, String> headers, String body) {}

  /** What a server may do with a request. */
  @FunctionalInterface
  public interface Answer {
    void give(Socket socket) throws IOException, InterruptedException;

    /** An answer without a body, with more header lines. */
    static Answer status(int code, String... headers) {
      return socket -> {
        var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        write(socket, "HTTP/1.1 %d x\r\n%scontent-length: 0\r\n\r\n".formatted(code, lines));
      };
    }

    /** Breaks the connection off. */
    static Answer reset() {
      return socket -> {
        socket.setSoLinger(true, 0);
        socket.close();
      };
    }

    /** Never says a word. */
    static Answer hang() {
      return socket -> Thread.sleep(120_000);
    }

    /** A byte of a header now and then, without end. */
    static Answer drip() {
      return socket -> {
        write(socket, "HTTP/1.1 200 x\r\nx: ");
        while (true) {
          write(socket, "x");
          Thread.sleep(200);
        }
      };
    }

    /** A body without end. */
    static Answer flood() {
      return socket -> {
        write(socket, "HTTP/1.1 200 x\r\ncontent-type: text/plain\r\n\r\n");
        while (true) {
          write(socket, "x".repeat(10_000));
        }
      };
    }

    private static void write(Socket socket, String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  public HttpReceiver() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    threads.execute(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** The next answers to requests for a path; then 200. */
  public void answer(String path, Answer... next) {
    answers.computeIfAbsent(path, unknown -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
  }

  /** Requests for a path, in order. */
  public List<Received> received(String path) {
    return received.stream().filter(one -> one.path().equals(path)).toList();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var input = new BufferedInputStream(socket.getInputStream());
      while (true) {
        var request = read(input);
        if (request == null) {
          return;
        }
        received.add(request);
        var queue = answers.getOrDefault(request.path(), new ConcurrentLinkedQueue<>());
        var answer = queue.poll();
        (answer == null ? Answer.status(200) : answer).give(socket);
        if (socket.isClosed()) {
          return;
        }
      }
    } catch (IOException e) {
      // The other side has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Received read(InputStream input) throws IOException {
    var first = line(input);
    if (first.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>();
    for (var line = line(input); !line.isEmpty(); line = line(input)) {
      var parts = line.split(": *", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = new String(input.readNBytes(length), StandardCharsets.UTF_8);
    var start = first.split(" ");
    return new Received(Instant.now(), start[0], start[1], headers, body);
  }

  private static String line(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int one = input.read(); one >= 0 && one != '\n'; one = input.read()) {
      if (one != '\r') {
        line.write(one);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
