package dev.kafila.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page that people chat on: one document, which holds its style and its scripts. */
public final class Pages {
  private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"(.+?)\">");
  private static final Pattern SCRIPT = Pattern.compile("<script src=\"(.+?)\"></script>");

  private final ApiAnswer chat;

  private Pages(String html) {
    this.chat =
        ApiAnswer.text("text/html; charset=utf-8", html)
            .with("Content-Security-Policy", policy(html))
            .with("Referrer-Policy", "no-referrer");
  }

  /** Reads the page from the class path, and puts in place what it links to. */
  public static Pages load() {
    return new Pages(withFiles(withFiles(read("index.html"), STYLE, "style"), SCRIPT, "script"));
  }

  private static String withFiles(String html, Pattern link, String tag) {
    return link.matcher(html)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "<%s>\n%s</%s>".formatted(tag, read(found.group(1)), tag)));
  }

  private static String read(String name) {
    try (var stream = Pages.class.getClassLoader().getResourceAsStream("web/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
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
        + sources(html, "script")
        + "; style-src "
        + sources(html, "style");
  }

  private static String sources(String html, String tag) {
    return Pattern.compile("(?s)<" + tag + ">(.*?)</" + tag + ">")
        .matcher(html)
        .results()
        .map(found -> source(found.group(1)))
        .collect(Collectors.joining(" "));
  }

  private static String source(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
