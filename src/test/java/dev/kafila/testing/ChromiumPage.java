package dev.kafila.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One page in {@link Chromium}, as its user sees and handles it. */
public final class ChromiumPage {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Chromium browser;
  private final String session;

  ChromiumPage(Chromium browser, String session) {
    this.browser = browser;
    this.session = session;
  }

  JsonNode call(String method, Map<String, ?> parameters) {
    return browser.call(method, parameters, session);
  }

  /** CSS pixels. */
  public void resize(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  public void dark() {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
  }

  public void open(String url) {
    call("Page.navigate", Map.of("url", url));
    until("location.href === '" + url + "' && document.readyState === 'complete'");
  }

  public void reload() {
    eval("window.beforeReload = true");
    call("Page.reload", Map.of());
    until("!window.beforeReload && document.readyState === 'complete'");
  }

  /** Cuts it off from every server, or lets it back. */
  public void offline(boolean offline) {
    call("Network.enable", Map.of());
    call(
        "Network.emulateNetworkConditions",
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** The value of an expression in JavaScript, or of its promise. */
  public JsonNode eval(String expression) {
    var answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  public String text(String selector) {
    return eval("[...document.querySelectorAll('%s')].map(e => e.innerText).join('\\n')"
            .formatted(selector))
        .asText();
  }

  /** Waits until an expression is true. */
  public void until(String expression) {
    await(expression).atMost(SOON).pollInterval(LOOK).until(() -> eval(expression).asBoolean());
  }

  public void untilShows(String selector, String text) {
    await(selector + " shows " + text)
        .atMost(SOON)
        .pollInterval(LOOK)
        .until(() -> text(selector), shown -> shown.contains(text));
  }

  /** As at a keyboard, where the focus is. */
  public void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  /**
   * @param code for example 13 and "Enter", 9 and "Tab"
   */
  public void press(String key, int code) {
    for (var type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type", type,
              "key", key,
              "code", key,
              "windowsVirtualKeyCode", code,
              "text", type.equals("keyDown") && key.equals("Enter") ? "\r" : ""));
    }
  }

  public void click(String selector) {
    eval("document.querySelector('%s').click()".formatted(selector));
  }

  public void screenshot(Path file) throws IOException {
    var image = call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    Files.write(file, Base64.getDecoder().decode(image));
  }
}
