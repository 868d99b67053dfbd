package dev.kafila.cli.doctor;

import dev.kafila.config.SettingNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which secrets are set, and the last fence before one is printed. */
final class Secrets {
  private static final int SHORTEST_HIDDEN = 4;
  private static final String HIDDEN = "***";
  private static final Pattern IN_URL = Pattern.compile("(?i)(password|passphrase)=([^&\\s]+)");

  private final List<String> set = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /**
   * @param lookup answers a setting's value, or empty
   */
  Secrets(Function<String, Optional<String>> lookup) {
    for (var name : SettingNames.secrets()) {
      var value = lookup.apply(name).map(String::trim).filter(text -> !text.isEmpty());
      var file = lookup.apply(name + "-file").map(String::trim).filter(text -> !text.isEmpty());
      if (value.isPresent() || file.isPresent()) {
        set.add(name);
      }
      value.ifPresent(values::add);
      file.flatMap(Secrets::firstLine).ifPresent(values::add);
    }
    values.sort(Comparator.comparingInt(String::length).reversed());
  }

  private static Optional<String> firstLine(String file) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines.findFirst().map(String::trim).filter(line -> !line.isEmpty());
    } catch (IOException | UncheckedIOException e) {
      // Said by the check of the settings.
      return Optional.empty();
    }
  }

  Finding finding() {
    return Finding.ok("secrets", set.isEmpty() ? "none set" : "set: " + String.join(", ", set));
  }

  /** The same without any of the values, whoever wrote the message. */
  Finding hide(Finding finding) {
    // The names of secrets are known to all, and say nothing.
    return finding.check().equals("secrets")
        ? finding
        : new Finding(
            finding.check(), finding.state(), hide(finding.found()), hide(finding.todo()));
  }

  private String hide(String text) {
    if (text == null) {
      return null;
    }
    var hidden = IN_URL.matcher(text).replaceAll("$1=***");
    for (var value : values) {
      if (value.length() < SHORTEST_HIDDEN || "kafila".contains(value)) {
        // It would be cut out of words that everybody knows, and be given away by the gaps.
        continue;
      }
      hidden = hidden.replace(value, HIDDEN);
    }
    return hidden;
  }
}
