package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.Phrase.Role;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the phrases in a stretch of a sentence and keeps the rest, exactly as written, as the
 * title.
 */
final class Scan {
  private static final String DANGLING = ",;:-–—|";

  private final Language language;
  private final Sentence sentence;
  private final int from;
  private final int to;
  private final BitSet taken = new BitSet();
  private final BitSet dates = new BitSet();
  private final BitSet unclear = new BitSet();
  private final BitSet days = new BitSet();
  private final BitSet hours = new BitSet();
  private final When when = new When();

  private final BitSet purposes = new BitSet();
  private boolean occasion;
  private boolean deadline;

  /** What belongs to the title though it could be a phrase. */
  private final BitSet kept;

  private Scan(Language language, Sentence sentence, int from, int to, BitSet kept) {
    this.kept = kept;
    this.language = language;
    this.sentence = sentence;
    this.from = from;
    this.to = to;
  }

  static Scan of(Language language, Sentence sentence, int from, int to) {
    Scan scan = new Scan(language, sentence, from, to, new BitSet());
    scan.run();
    if (!scan.hasDateForTitle()) {
      return scan;
    }
    Scan other = new Scan(language, sentence, from, to, scan.purposes);
    other.run();
    return other.when.doubt == null ? other : scan;
  }

  /** Whether the token at this index of the sentence belongs to a phrase. */
  boolean isTaken(int index) {
    return taken.get(index);
  }

  When when() {
    return when;
  }

  Context context() {
    return sentence.context();
  }

  /** The stretch as it is written. */
  String text() {
    return sentence.text(from, to);
  }

  /** "flowers for Mother's Day by May 6": two dates, of which one is what the task is for. */
  private boolean hasDateForTitle() {
    return !purposes.isEmpty()
        && (occasion || deadline)
        && when.doubt != null
        && when.doubt.reason() == Reason.TWO_DATES;
  }

  private void run() {
    Cursor c = new Cursor(sentence.tokens(), from, to);
    while (!c.atEnd()) {
      int start = c.at();
      Phrase phrase = !kept.get(start) && c.wordBeginsHere() ? language.phraseAt(c) : null;
      if (phrase != null && counts(phrase, c, start)) {
        take(phrase, start, c.at());
      } else {
        c.back(start + 1);
      }
    }
  }

  private void take(Phrase phrase, int start, int end) {
    boolean clear = when.doubt == null;
    int beside = when.beside();
    DateMeaning date = when.date;
    Object[] day = {when.date, when.fromNow, when.repeat, when.until, when.doubt};
    phrase.effect().accept(when);
    taken.set(start, end);
    deadline |= phrase.role() == Role.DEADLINE;
    occasion |= phrase.role() == Role.OCCASION;
    if (phrase.role() == Role.PURPOSE || phrase.role() == Role.OCCASION) {
      purposes.set(start, end);
    }
    if (when.beside() == beside) {
      dates.set(start, end);
    }
    if (when.date != date) {
      days.set(start, end);
    }
    Object[] dayNow = {when.date, when.fromNow, when.repeat, when.until, when.doubt};
    if (when.beside() == beside && Arrays.equals(day, dayNow)) {
      hours.set(start, end);
    }
    if (clear && when.doubt != null && when.doubt.ofItself()) {
      unclear.set(start, end);
    }
  }

  /** The stretch without what is unclear in it: a day, or a time, or all dates that disagree. */
  String known(UnclearException why) {
    return without(gone(why));
  }

  /** The stretch without all that it says of dates. */
  String bare() {
    BitSet gone = (BitSet) dates.clone();
    gone.or(unclear);
    return without(gone);
  }

  private BitSet gone(UnclearException why) {
    if (why.ofItself() && !unclear.isEmpty()) {
      return unclear;
    }
    if (why.reason() == Reason.NO_SUCH_DATE && !days.isEmpty()) {
      return days;
    }
    if (why.reason() == Reason.MAYBE_REPEATS) {
      // "weekly sync at 3": the doubt is about its title.
      return new BitSet();
    }
    BitSet gone = (BitSet) dates.clone();
    if (why.ofDay()) {
      gone.andNot(hours);
      return gone;
    }
    return why.reason() == Reason.TWO_TIMES && !hours.isEmpty() ? hours : gone;
  }

  private String without(BitSet gone) {
    BitSet left = (BitSet) gone.clone();
    left.flip(from, to);
    StringBuilder known = new StringBuilder();
    for (int i = left.nextSetBit(from); i >= 0 && i < to; ) {
      int end = Math.min(to, left.nextClearBit(i));
      known.append(known.isEmpty() ? "" : " ").append(sentence.text(i, end));
      i = left.nextSetBit(end);
    }
    int last = known.length();
    while (last > 0 && (DANGLING + " ").indexOf(known.charAt(last - 1)) >= 0) {
      last--;
    }
    return known.substring(0, last);
  }

  private boolean counts(Phrase phrase, Cursor behind, int start) {
    if (!phrase.fits().test(when)) {
      return false;
    }
    boolean first = start == from;
    Token before = first || taken.get(start - 1) ? null : sentence.tokens().get(start - 1);
    boolean label =
        before != null
            && phrase.certainty() != Certainty.SURE
            && sentence.tokens().get(start).isNumber()
            && language.numbers(before);
    if (label || before != null && language.leadsToTopic(before)) {
      return false;
    }
    if (phrase.certainty() == Certainty.SURE) {
      boolean number = sentence.tokens().get(start).isNumber();
      return !number || behind.atEnd() || before == null || !language.determines(before);
    }
    int end = behind.at();
    boolean phraseAhead = false;
    if (!behind.atEnd()) {
      for (int i = 0; i < 3 && language.joins(behind.peek()); i++) {
        behind.take();
      }
      Phrase next = language.phraseAt(behind);
      phraseAhead = next != null && next.certainty() != Certainty.HARDLY;
      behind.back(end);
    }
    return language.standsApart(phrase.certainty(), behind, before, phraseAhead);
  }

  /** What is left, with the edges of what was taken out tidied; null if nothing is. */
  String title() {
    StringBuilder title = new StringBuilder();
    int i = from;
    while (i < to) {
      if (taken.get(i)) {
        i++;
        continue;
      }
      int end = taken.nextSetBit(i);
      end = end < 0 || end > to ? to : end;
      boolean link = i > from && end < to && end - i < 3 && onlyJoins(i, end);
      append(title, link ? "" : tidied(i, end));
      i = end;
    }
    return title.isEmpty() ? null : title.toString();
  }

  /** "tomorrow and every week": nothing but a link between two phrases. */
  private boolean onlyJoins(int begin, int end) {
    return sentence.tokens().subList(begin, end).stream().allMatch(language::joins);
  }

  /** A kept stretch, without the punctuation that joined it to what was taken out. */
  private String tidied(int begin, int end) {
    int first = begin;
    int last = end;
    if (begin > from) {
      while (first < last && isDangling(first, DANGLING + ".!)")) {
        first++;
      }
    }
    if (end < to || begin > from) {
      while (last > first && isDangling(last - 1, end < to ? DANGLING + "(" : DANGLING + ".")) {
        last--;
      }
    }
    return sentence.text(first, last);
  }

  private boolean isDangling(int index, String symbols) {
    Token token = sentence.tokens().get(index);
    return token.isSymbol() && symbols.contains(token.text());
  }

  private static void append(StringBuilder title, String stretch) {
    if (stretch.isEmpty()) {
      return;
    }
    boolean closing = ".,;:!?)".indexOf(stretch.charAt(0)) >= 0;
    if (!title.isEmpty() && !closing) {
      title.append(' ');
    }
    title.append(stretch);
  }

  /**
   * What the stretch says in full.
   *
   * @throws UnclearException if it has two meanings or none
   */
  Details details() {
    String title = title();
    DayPart usual = title == null ? null : language.usualTime(title);
    return new Resolver(sentence.context(), usual).resolve(when, title);
  }
}
