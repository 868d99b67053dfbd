package dev.kafila.chat;

import dev.kafila.chat.reader.Context;
import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.SentenceReader;
import dev.kafila.chat.reader.Target;
import dev.kafila.chat.reader.Unfinished;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Completes what had to be asked about with what is answered. */
final class Clarification {
  private static final Pattern PREPOSITION = Pattern.compile("(?i)^(?:on|every|each)\\s+");

  /** "Then tomorrow", "to Friday". */
  private static final Pattern LEAD =
      Pattern.compile(
          "(?i)^(?:(?:then|okay|ok|well|hmm|say|let'?s say|how about|maybe|perhaps|to|for)[, ]+)+");

  private static final int LONGEST_AMOUNT = 40;

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

  /** Whether a sentence that is asked about is kept in mind until it is answered. */
  static boolean isKept(Reading unclear) {
    return unclear.title() != null || unclear.unfinished() != null || isChange(unclear);
  }

  private static boolean isChange(Reading unclear) {
    boolean dated = unclear.intent() == Intent.UPDATE || unclear.intent() == Intent.SNOOZE;
    return dated && unclear.target() != null;
  }

  /** Does what was unclear, with what was said to it; null if that is no answer. */
  Reply answered(Turn turn, Reading wanted, Reading answer) {
    var plain = LEAD.matcher(turn.message().strip()).replaceFirst("");
    boolean led = !plain.isEmpty() && !plain.equals(turn.message().strip()) && !isBare(answer);
    var date = led ? read(turn, plain) : answer;
    return led && isBare(date)
        ? withAnswer(turn.saying(plain), wanted, date)
        : withAnswer(turn, wanted, answer);
  }

  private Reply withAnswer(Turn turn, Reading wanted, Reading answer) {
    if (!wanted.tasks().isEmpty()) {
      return several(turn, wanted, answer);
    }
    if (Situation.isTitleless(wanted)) {
      return titled(turn, answer);
    }
    if (isChange(wanted)) {
      return changed(turn, wanted, answer);
    }
    var unfinished = wanted.unfinished();
    if (unfinished == null) {
      return null;
    }
    if (unfinished.perhaps() && OfferedAnswer.isOnce(turn.message())) {
      return Reply.words(
          "On which day?",
          turn.topic().asking(turn.question(wanted.with(unfinished.once()).asking(null))));
    }
    var missing = missing(unfinished, answer, turn);
    return missing == null ? null : completed(turn, unfinished, missing);
  }

  /** Whether a no to this question says something, rather than to give up. */
  static boolean takesNo(Reading wanted, Reading answer) {
    var unfinished = wanted.unfinished();
    return unfinished != null && unfinished.perhaps() && answer.target() == null;
  }

  private Reply completed(Turn turn, Unfinished unfinished, String missing) {
    var said = unfinished.known() + " " + missing;
    var day = PREPOSITION.matcher(missing).replaceFirst("");
    var sentences =
        Stream.of(
            said,
            // "Just Monday at 8pm" tells of a rule, where it was asked about one.
            unfinished.repeats() ? unfinished.known() + " every " + day : said,
            unfinished.bare() + " " + missing);
    var fitting =
        sentences
            .filter(
                sentence -> {
                  var whole = read(turn, sentence);
                  boolean ruled = whole.details().repeat() != null || !unfinished.repeats();
                  return whole.question() == null && ruled;
                })
            .findFirst()
            .orElse(said);
    var whole = read(turn, fitting);
    return acting.act(turn.saying(fitting), fitting, Situation.meant(turn, whole));
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
    if (several) {
      return acting.act(turn, turn.message(), wanted.asking(null));
    }
    var one = wanted.of(List.of()).asking(null);
    var first = wanted.tasks().get(0).details();
    boolean dated = one.details().due() != null || one.details().repeat() != null;
    return acting.act(
        turn, turn.message(), dated ? one : one.with(first.withTitle(wanted.title())));
  }

  /** The day or time of a change that was asked about. */
  private Reply changed(Turn turn, Reading wanted, Reading answer) {
    var date = answer;
    if (answer.intent() == Intent.CHOOSE && answer.details().due() == null) {
      date = read(turn, "at " + turn.message());
    }
    boolean says = date.intent() == Intent.CHOOSE || isBare(date);
    if (!says || date.details().isEmpty() && date.question() == null) {
      return null;
    }
    var change =
        wanted
            .with(date.details())
            .with(date.followUp())
            .with(date.amount())
            .asking(date.question());
    return acting.act(turn, turn.message(), change);
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
  private String missing(Unfinished unfinished, Reading answer, Turn turn) {
    var message = turn.message();
    var offered = unfinished.offered();
    if (answer.intent() == Intent.CONFIRM) {
      return offered.size() == 1 ? offered.get(0) : null;
    }
    if (unfinished.perhaps() && offered.size() == 1 && OfferedAnswer.isRepeating(message)) {
      return offered.get(0);
    }
    if (answer.intent() == Intent.CHOOSE && answer.choice() != null) {
      int index = answer.choice() < 0 ? offered.size() - 1 : answer.choice() - 1;
      boolean ofOffered = index >= 0 && index < offered.size();
      boolean hour = message.strip().matches("\\d{1,2}") && !unfinished.repeats();
      return ofOffered ? offered.get(index) : hour ? "at " + message : null;
    }
    // "Minutes", or "5 minutes", of "in 5 minutes" and "in 5 hours".
    var meant = OfferedAnswer.meant(offered, message);
    if (meant != null) {
      return meant;
    }
    if (isBare(answer)) {
      var said = answer.followUp().said();
      return said == null ? message : said;
    }
    if (answer.title() == null || message.length() > LONGEST_AMOUNT) {
      return null;
    }
    // "10 minutes", where it was asked how long.
    var amount = "in " + message;
    var read = read(turn, amount);
    return Situation.isTitleless(read) && read.details().due() != null ? amount : null;
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
}
