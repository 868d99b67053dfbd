package dev.kafila.cli;

import dev.kafila.deadletter.LaterSummary;
import dev.kafila.deadletter.LetterDetails;
import dev.kafila.deadletter.LetterHeaders;
import dev.kafila.deadletter.PastReplay;
import java.util.List;
import java.util.Locale;
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

        %s
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
                replays(letter.replays()),
                later(letter.later()),
                letter.stackTrace());
    return Printable.block(all).stripTrailing();
  }

  private static String replays(List<PastReplay> replays) {
    if (replays.isEmpty()) {
      return "Replays: none";
    }
    return replays.stream()
        .map(
            one ->
                "  %s by %s%s%s: %s"
                    .formatted(
                        Printable.time(one.replayedAt()),
                        one.replayedBy(),
                        one.forced() ? ", forced" : "",
                        one.edited() ? ", edited" : "",
                        one.outcome()))
        .collect(Collectors.joining("\n", "Replays:\n", ""));
  }

  private static String later(LaterSummary later) {
    if (later == null) {
      return "Later events of its user: unknown, for it has no key or names no group\n";
    }
    var sum =
        "Later events of its user, for the group that failed: %d handled, %d waiting,"
            + " %d dead-lettered, %d purged, %d passed over";
    var lines =
        later.events().stream()
            .map(
                event ->
                    "\n  %s %s: %s"
                        .formatted(
                            event.offset() == null
                                ? "in the outbox"
                                : "%d-%d".formatted(event.partition(), event.offset()),
                            event.type() == null ? "(no type)" : event.type(),
                            event.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
            .collect(Collectors.joining());
    int counted =
        later.handled()
            + later.waiting()
            + later.deadLettered()
            + later.purged()
            + later.passedOver();
    int more = counted - later.events().size();
    return sum.formatted(
            later.handled(),
            later.waiting(),
            later.deadLettered(),
            later.purged(),
            later.passedOver())
        + lines
        + (more == 0 ? "\n" : "\n  and %d more\n".formatted(more));
  }
}
