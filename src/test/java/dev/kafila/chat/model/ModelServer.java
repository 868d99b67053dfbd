package dev.kafila.chat.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kafila.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that speaks the chat completions format, or does not. */
public final class ModelServer implements AutoCloseable {
  /** What it does with a request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** A request as it came. */
  record Request(String path, String authorization, JsonNode body) {}

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private volatile Behaviour behaviour = exchange -> respond(exchange, 500, "{}");

  public ModelServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(
              new Request(
                  exchange.getRequestURI().getPath(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  Json.read(body, JsonNode.class)));
          behaviour.answer(exchange);
        });
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** How often it was asked. */
  public int asked() {
    return requests.size();
  }

  Request lastRequest() {
    return requests.get(requests.size() - 1);
  }

  /** Calls a tool from now on. */
  public void calls(String tool, String arguments) {
    callsAll(Map.entry(tool, arguments));
  }

  @SafeVarargs
  final void callsAll(Map.Entry<String, String>... calls) {
    var toolCalls =
        Arrays.stream(calls)
            .map(
                call ->
                    Map.of(
                        "id",
                        "call_1",
                        "type",
                        "function",
                        "function",
                        Map.of("name", call.getKey(), "arguments", call.getValue())))
            .toList();
    answers(Map.of("role", "assistant", "tool_calls", toolCalls), "tool_calls");
  }

  /** Says something from now on, and calls nothing. */
  void says(String text) {
    answers(Map.of("role", "assistant", "content", text), "stop");
  }

  private void answers(Map<String, Object> message, String why) {
    var completion =
        Map.of(
            "id",
            "chatcmpl-1",
            "object",
            "chat.completion",
            "created",
            1,
            "model",
            "stand-in",
            "choices",
            List.of(Map.of("index", 0, "message", message, "finish_reason", why)),
            "usage",
            Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2));
    answers(200, Json.write(completion));
  }

  void answers(int status, String body) {
    behaviour = exchange -> respond(exchange, status, body);
  }

  /** Takes requests and says nothing, until it is closed. */
  void hangs() {
    behaviour = exchange -> awaitClose();
  }

  /** Begins an answer and never ends it. */
  void hangsInTheMiddle() {
    behaviour =
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitClose();
        };
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
