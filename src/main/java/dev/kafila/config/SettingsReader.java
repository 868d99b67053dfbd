package dev.kafila.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Turns the text of settings into values, or says what is wrong with it. */
record SettingsReader(Function<String, Optional<String>> lookup) {

  Optional<String> optional(String key) {
    return lookup.apply(key).map(String::trim).filter(value -> !value.isEmpty());
  }

  String text(String key, String otherwise) {
    return optional(key).orElse(otherwise);
  }

  /** The value, or the first line of the file that {@code <key>-file} names. */
  Optional<String> secret(String key) {
    return optional(key).or(() -> optional(key + "-file").map(file -> firstLine(key, file)));
  }

  private static String firstLine(String key, String file) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.findFirst().map(String::trim).orElse("");
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigurationException(
          "%s-file = %s: cannot be read (%s)".formatted(key, file, e.getClass().getSimpleName()),
          e);
    }
  }

  /** One of a few words. */
  String oneOf(String key, String otherwise, List<String> words) {
    var text = text(key, otherwise);
    if (words.contains(text)) {
      return text;
    }
    throw new ConfigurationException(
        "%s = %s: must be one of %s".formatted(key, text, String.join(", ", words)));
  }

  int port(String key, int otherwise) {
    return number(key, otherwise, 0, 65_535);
  }

  int number(String key, int otherwise, int least, int most) {
    var text = optional(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the bounds.
    }
    throw new ConfigurationException(
        "%s = %s: must be a whole number from %d to %d".formatted(key, text.get(), least, most));
  }

  /** From 0 to 1. */
  double share(String key, double otherwise) {
    var text = optional(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      double share = Double.parseDouble(text.get());
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // Said below, with the bounds.
    }
    throw new ConfigurationException(
        "%s = %s: must be a number from 0 to 1, such as %s".formatted(key, text.get(), otherwise));
  }

  /** A whole number of seconds, minutes or hours: {@code 90s}, {@code 10m}, {@code 2h}. */
  Duration duration(String key, Duration otherwise) {
    var text = optional(key).map(value -> value.toLowerCase(Locale.ROOT));
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("[0-9]{1,6}[smh]")) {
      return Duration.parse("pt" + text.get());
    }
    throw new ConfigurationException(
        "%s = %s: must be a whole number with s, m or h behind it, such as 10m"
            .formatted(key, text.get()));
  }

  ZoneId zone(String key) {
    try {
      return optional(key).map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    } catch (DateTimeException e) {
      throw new ConfigurationException(
          "%s = %s: must be an IANA time zone such as America/New_York"
              .formatted(key, text(key, "")));
    }
  }

  boolean flag(String key, boolean otherwise) {
    var text = optional(key).map(value -> value.toLowerCase(Locale.ROOT));
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().equals("true") || text.get().equals("false")) {
      return Boolean.parseBoolean(text.get());
    }
    throw new ConfigurationException("%s = %s: must be true or false".formatted(key, text.get()));
  }
}
