package dev.kafila.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A Chromium without a window, driven by its DevTools protocol. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final String ADDRESS = "DevTools listening on ";
  private static final long SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  private Chromium(Process process, String address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Answers())
            .join();
  }

  /** Where it is installed. */
  public static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * @param profile an empty directory of its own
   */
  public static Chromium start(Path program, Path profile) throws IOException {
    var builder =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile)
            .redirectErrorStream(true);
    builder.environment().put("TMPDIR", profile.toString());
    var process = builder.start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var said = new ArrayList<String>();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ADDRESS)) {
        // Nobody reads on: what it says later must not fill the pipe.
        new Thread(() -> output.lines().forEach(ignored -> {}), "chromium-output").start();
        return new Chromium(process, line.substring(ADDRESS.length()));
      }
      said.add(line);
    }
    throw new IOException("Chromium does not start: " + String.join("\n", said));
  }

  /**
   * An empty page with storage of its own.
   *
   * @param zone the time zone that it believes to be in
   */
  public ChromiumPage page(int width, int height, String zone) {
    var context = call("Target.createBrowserContext", Map.of(), null).path("browserContextId");
    var target =
        call(
                "Target.createTarget",
                Map.of("url", "about:blank", "browserContextId", context.asText()),
                null)
            .path("targetId")
            .asText();
    var session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true), null)
            .path("sessionId")
            .asText();
    var page = new ChromiumPage(this, session);
    page.call("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    page.call("Emulation.setLocaleOverride", Map.of("locale", "en_GB"));
    page.resize(width, height);
    return page;
  }

  /** The result of a method of the protocol. */
  JsonNode call(String method, Map<String, ?> parameters, String session) {
    int id = lastId.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    var message =
        session == null
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
    synchronized (socket) {
      socket.sendText(Json.write(message), true).join();
    }
    return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    var children = process.descendants().toList();
    process.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);
    for (var child : children) {
      child.destroyForcibly();
      // As long as one of them runs it may write into the profile.
      child.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }
  }

  /** Gives each answer to who waits for it; passes over events. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        var message = Json.read(text.toString(), JsonNode.class);
        text.setLength(0);
        var asked = waiting.remove(message.path("id").asInt());
        if (asked != null && message.has("error")) {
          asked.completeExceptionally(new IllegalStateException(message.path("error").toString()));
        } else if (asked != null) {
          asked.complete(message.path("result"));
        }
      }
      from.request(1);
      return null;
    }
  }
}
