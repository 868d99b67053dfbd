package dev.kafila.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** The page that people chat on. */
public final class Pages {
  private static final String RESOURCE = "web/index.html";

  private final ApiAnswer chat;

  private Pages(String html) {
    this.chat =
        ApiAnswer.text("text/html; charset=utf-8", html)
            .with("Content-Security-Policy", policy(html))
            .with("Referrer-Policy", "no-referrer");
  }

  /** Reads the page from the class path. */
  public static Pages load() {
    try (var stream = Pages.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      return new Pages(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ApiAnswer chat() {
    return chat;
  }

  /** Nothing runs or looks but what stands in the page itself, and it talks to nobody but us. */
  private static String policy(String html) {
    return "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none';"
        + " frame-ancestors 'none'; script-src "
        + source(html, "script")
        + "; style-src "
        + source(html, "style");
  }

  private static String source(String html, String tag) {
    var found = Pattern.compile("(?s)<" + tag + ">(.*?)</" + tag + ">").matcher(html);
    if (!found.find()) {
      throw new IllegalStateException("the page has no " + tag);
    }
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(found.group(1).getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
