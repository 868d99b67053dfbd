package dev.kafila.cli;

import dev.kafila.deadletter.LetterDetails;
import dev.kafila.deadletter.LetterHeaders;
import java.util.Set;
import java.util.stream.Collectors;

/** A letter for people. */
final class LetterText {
  /** Told in places of their own. */
  private static final Set<String> ELSEWHERE =
      Set.of(LetterHeaders.STACKTRACE, LetterHeaders.MESSAGE);

  private LetterText() {}

  static String of(LetterDetails letter) {
    var headers =
        letter.headers().stream()
            .filter(header -> !ELSEWHERE.contains(header.name()))
            .map(header -> "  %s: %s".formatted(header.name(), header.value()))
            .collect(Collectors.joining("\n"));
    var all =
        """
        %s: %s

        Key: %s
        Headers:
        %s

        Value:
        %s

        Stack trace:
        %s\
        """
            .formatted(
                letter.id(),
                letter.message(),
                letter.key() == null ? "(none)" : letter.key(),
                headers,
                letter.readable(),
                letter.stackTrace());
    return Printable.block(all).stripTrailing();
  }
}
