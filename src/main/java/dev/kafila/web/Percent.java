package dev.kafila.web;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Percent-encoding, read strictly: what is no UTF-8 is refused instead of guessed. */
final class Percent {
  private Percent() {}

  /**
   * @throws ProblemException 400 if an escape is broken
   */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = new ByteArrayOutputStream(text.length());
    var raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw ProblemException.malformed("the address has a broken percent escape");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw ProblemException.malformed("the address is not UTF-8");
    }
  }

  /** A text as one segment of a path. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * The parameters of a query by name.
   *
   * @param query null: none
   * @throws ProblemException 400 if an escape is broken, 422 if a parameter is given twice
   */
  static Map<String, String> query(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return parameters;
    }
    for (var pair : query.split("&")) {
      int equals = pair.indexOf('=');
      var name = decode((equals < 0 ? pair : pair.substring(0, equals)).replace('+', ' '));
      var value = equals < 0 ? "" : decode(pair.substring(equals + 1).replace('+', ' '));
      if (!name.isEmpty() && parameters.put(name, value) != null) {
        throw ProblemException.field(name, "is given twice");
      }
    }
    return parameters;
  }
}
