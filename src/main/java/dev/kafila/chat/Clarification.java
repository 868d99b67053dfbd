package dev.kafila.chat;

import dev.kafila.chat.reader.Context;
import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.SentenceReader;
import dev.kafila.chat.reader.Target;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Completes a task that had to be asked about with what is answered. */
final class Clarification {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern PREPOSITION = Pattern.compile("(?i)^(?:on|every|each)\\s+");

  private final SentenceReader reader;
  private final Acting acting;

  Clarification(SentenceReader reader, Acting acting) {
    this.reader = reader;
    this.acting = acting;
  }

  /** Does what a sentence was read to mean, or asks about it again. */
  interface Acting {
    Reply act(Turn turn, String sentence, Reading reading);
  }

  /** Adds what was unclear, with what was said to it; null if that is no answer. */
  Reply answered(Turn turn, Reading wanted, Reading answer) {
    if (!wanted.tasks().isEmpty()) {
      return several(turn, wanted, answer);
    }
    if (Situation.isTitleless(wanted)) {
      return titled(turn, answer);
    }
    var missing = wanted.unfinished() == null ? null : missing(wanted, answer, turn.message());
    if (missing == null) {
      return null;
    }
    var known = wanted.unfinished().known();
    var whole = read(turn, known + " " + missing);
    if (wanted.unfinished().repeats() && whole.details().repeat() == null) {
      // "Just Monday at 8pm" tells of a rule, where it was asked about one.
      var ruled = known + " every " + PREPOSITION.matcher(missing).replaceFirst("");
      var repeating = read(turn, ruled);
      if (repeating.details().repeat() != null) {
        return acting.act(turn, ruled, repeating);
      }
    }
    return whole.title() == null ? null : acting.act(turn, known + " " + missing, whole);
  }

  private Reading read(Turn turn, String sentence) {
    return reader.read(sentence, new Context(turn.now()));
  }

  /** One task or several? */
  private Reply several(Turn turn, Reading wanted, Reading answer) {
    var choice = answer.intent() == Intent.CONFIRM ? Integer.valueOf(0) : answer.choice();
    if (choice == null && answer.choices().isEmpty()) {
      return null;
    }
    boolean several = choice != null && (choice == 0 || choice == wanted.tasks().size());
    if (!several && (choice == null || choice != 1)) {
      return Reply.words(wanted.question(), turn.topic());
    }
    var tasks = several ? wanted.tasks() : List.<Reading>of();
    return acting.act(turn, turn.message(), wanted.of(tasks).asking(null));
  }

  /** The title of a task of which only the date was said. */
  private Reply titled(Turn turn, Reading answer) {
    boolean title =
        answer.intent() == Intent.ADD && answer.title() != null && answer.tasks().isEmpty();
    if (!title || answer.details().due() != null) {
      return null;
    }
    var sentence = turn.message() + ", " + turn.topic().question().sentence();
    return acting.act(turn, sentence, read(turn, sentence));
  }

  /** The words that complete a sentence: a date, or one of those offered; null if they don't. */
  private static String missing(Reading wanted, Reading answer, String message) {
    var offered = wanted.unfinished().offered();
    if (answer.intent() == Intent.CONFIRM) {
      return offered.size() == 1 ? offered.get(0) : null;
    }
    if (answer.intent() == Intent.CHOOSE && answer.choice() != null) {
      int index = answer.choice() < 0 ? offered.size() - 1 : answer.choice() - 1;
      boolean ofOffered = index >= 0 && index < offered.size();
      return ofOffered ? offered.get(index) : "at " + message;
    }
    if (isBare(answer)) {
      var said = answer.followUp().said();
      return said == null ? message : said;
    }
    // "Minutes", or "5 minutes", of "in 5 minutes" and "in 5 hours".
    var said = words(message);
    var meant = offered.stream().filter(one -> words(one).containsAll(said)).toList();
    return meant.size() == 1 && !said.isEmpty() ? meant.get(0) : null;
  }

  /** "Friday", "no, I meant Friday": a date and nothing else. */
  private static boolean isBare(Reading answer) {
    boolean change =
        answer.intent() == Intent.UPDATE
            && Target.LAST.equals(answer.target())
            && answer.followUp().said() != null
            && !answer.details().equals(Details.NONE);
    return change || answer.intent() == Intent.ADD && answer.title() == null;
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }
}
