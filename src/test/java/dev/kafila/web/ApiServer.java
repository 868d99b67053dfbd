package dev.kafila.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.process.Ports;
import dev.kafila.testing.CliConnection;
import dev.kafila.web.stream.ChangeStreams;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The HTTP surface on a free port, with the route files of the project. */
final class ApiServer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Main main = new Main();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final int port = Ports.free();

  /** What an answer was: its JSON is a missing node where it has none. */
  record Answer(int status, HttpResponse<String> response, JsonNode json) {
    String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }
  }

  /** For tests that open none. */
  static final ChangeStreams NO_STREAMS = new ChangeStreams(null, Duration.ZERO);

  private ApiServer() {}

  /** Nobody is asked for a token, and everybody may ask as often as they like. */
  static Web openWeb() {
    return openWeb(NO_STREAMS);
  }

  static Web openWeb(ChangeStreams streams) {
    var clock = Clock.systemUTC();
    return new Web(
        Contract.load(), new Identity(Optional.empty(), clock), new RateLimits(0, clock), streams);
  }

  static ApiServer start(Web web, Map<String, Object> apis) {
    return start(web, apis, "routes");
  }

  /**
   * @param routes directory of the route files, which are reloaded when they change
   */
  static ApiServer start(Web web, Map<String, Object> apis, String routes) {
    var server = new ApiServer();
    var main = server.main;
    main.addInitialProperty(
        "camel.main.routesIncludePattern", "file:" + routes + "/*-api.camel.yaml");
    main.addInitialProperty("camel.main.routesReloadEnabled", "true");
    main.addInitialProperty("camel.main.routesReloadDirectory", routes);
    main.addInitialProperty("camel.main.routesReloadPattern", "*.camel.yaml");
    main.addInitialProperty("camel.main.routesReloadRemoveAllRoutes", "false");
    main.addInitialProperty("camel.server.enabled", "true");
    main.addInitialProperty("camel.server.host", "127.0.0.1");
    main.addInitialProperty("camel.server.port", Integer.toString(server.port));
    main.addInitialProperty("camel.server.maxBodySize", "1048576");
    main.addInitialProperty("camel.server.fileUploadEnabled", "false");
    main.configure()
        .addConfiguration(
            new CamelConfiguration() {
              @Override
              public void configure(CamelContext context) throws Exception {
                CliConnection.off(context);
                web.install(context, apis);
              }
            });
    main.start();
    return server;
  }

  CamelContext camel() {
    return main.getCamelContext();
  }

  int port() {
    return port;
  }

  /** A request for a path, to be completed. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var type = response.headers().firstValue("Content-Type").orElse("");
      var json =
          type.contains("json") && !response.body().isEmpty()
              ? Json.mapper().readTree(response.body())
              : Json.mapper().missingNode();
      return new Answer(response.statusCode(), response, json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the answer is not the JSON that it says it is", e);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path) {
    return send(to(path));
  }

  Answer delete(String path) {
    return send(to(path).DELETE());
  }

  Answer post(String path, String json, String... headers) {
    return json("POST", path, json, headers);
  }

  /**
   * @param headers name, value, name, value
   */
  Answer json(String method, String path, String json, String... headers) {
    var request =
        to(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /** Sends bytes as they are and reads what comes until the server closes. */
  String raw(byte[] bytes) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var out = socket.getOutputStream();
      try {
        out.write(bytes);
        out.flush();
      } catch (IOException e) {
        // The server may have closed before it has read everything.
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String raw(String request) throws IOException {
    return raw(request.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    main.stop();
  }
}
