package dev.kafila.chat.reader;

import java.util.Locale;
import java.util.Set;

/** Adding a task, which is what a sentence wants that wants nothing else. */
final class EnglishAdditions {
  static final Set<String> QUESTION_WORDS =
      Set.of(
          "what", "what's", "whats", "who", "who's", "why", "how", "how's", "where", "where's",
          "which", "when", "when's", "whose");
  static final Set<String> ASKING_VERBS =
      Set.of(
          "is", "are", "am", "do", "does", "did", "can", "could", "would", "will", "should", "has",
          "have", "was", "were", "shall", "isn't", "aren't", "don't", "any");
  private static final Set<String> PRONOUNS =
      Set.of("i", "you", "we", "they", "there", "it", "anything", "any");
  private final Language language;
  private final EnglishPhrases phrases;

  EnglishAdditions(Language language, EnglishPhrases phrases) {
    this.language = language;
    this.phrases = phrases;
  }

  Reading addOrQuestion(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf("and also", "and", "also", "plus")) {
      // "Oh, and don't let me forget the bake sale"
      int body = c.at();
      boolean wish =
          c.skipOneOf(EnglishAdditionWords.REMINDING)
              || c.skipOneOf(EnglishAdditionWords.INTENDING)
              || c.skip("add");
      boolean joined = !c.atEnd() && (wish || !c.before().is("plus"));
      return joined ? addition(sentence, body, to) : addition(sentence, from, to);
    }
    return addition(sentence, from, to);
  }

  private Reading addition(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf(EnglishAdditionWords.REMINDING)) {
      return reminding(sentence, c, to);
    }
    int adding = c.at();
    if (c.skipOneOf(EnglishAdditionWords.ADDING)) {
      boolean put = c.before().is("put");
      boolean colonNeeded = c.before().is("task") || c.before().is("todo") || c.before().is("new");
      boolean colon = c.skip(":") || c.skip("-");
      boolean onList =
          EnglishStretches.suffix(sentence, c.at(), to, EnglishAdditionWords.LISTS) > c.at()
              || withoutList(sentence, c.at(), to) != null;
      boolean bare =
          EnglishStretches.isOne(sentence, c.at() - (colon ? 2 : 1), "do", "note") && !colon;
      boolean wish = c.before().is("todo") && EnglishVerbs.isVerb(c.peek());
      colonNeeded &= !wish;
      boolean sure = !put && !bare && (!colonNeeded || colon || c.at() - from > 1);
      if (!c.atEnd() && (sure || onList)) {
        c.skip("to");
        int list = EnglishStretches.suffix(sentence, c.at(), to, EnglishAdditionWords.LISTS);
        Sentence dated = list < 0 ? withoutList(sentence, c.at(), to) : null;
        if (dated != null) {
          return add(dated, 0, dated.tokens().size(), false);
        }
        int end = list > c.at() ? list : to;
        return add(sentence, c.at(), end, false);
      }
      c.back(adding);
    }
    if (isQuestion(sentence, from, to)) {
      return Reading.of(Intent.UNKNOWN);
    }
    if (c.skipOneOf(EnglishAdditionWords.INTENDING) && !c.atEnd()) {
      int first = c.at();
      if (c.skipOneOf(EnglishAdditionWords.INTENDING) && c.atEnd()) {
        c.back(first);
      }
      c.skip(":");
      return add(sentence, c.at(), to, false);
    }
    int phrases = skipPhrases(c);
    int body = c.at();
    if (phrases > 0
        && (c.skip(",") | c.skipOneOf(EnglishAdditionWords.INTENDING))
        && c.at() > body + 1
        && !c.atEnd()) {
      c.skipOneOf(EnglishAdditionWords.INTENDING);
      // "Tomorrow I need to ..."
      return dated(sentence, from, body, c.at(), to, false);
    }
    return add(sentence, from, to, false);
  }

  /** "remind me to X at T", "remind me tomorrow to X", "remind me about X". */
  private Reading reminding(Sentence sentence, Cursor c, int to) {
    c.skip(":");
    c.skip("please");
    int start = c.at();
    // Dates may stand before "to": "remind me tomorrow at 5 to call Ann".
    int scanned = skipPhrases(c);
    int body = c.at();
    if (scanned > 0 && link(c) && !c.atEnd()) {
      return dated(sentence, start, body, c.at(), to, true);
    }
    c.back(start);
    link(c);
    if (c.atEnd()) {
      return Reading.of(Intent.ADD);
    }
    Sentence said = withReminder(sentence, c.at(), to);
    return said == null
        ? add(sentence, c.at(), to, true)
        : add(said, 0, said.tokens().size(), true);
  }

  /** Moves past dates and the like; how many there were. */
  private int skipPhrases(Cursor c) {
    int scanned = 0;
    while (!c.atEnd() && scanned < 4) {
      int mark = c.at();
      Phrase phrase = phrases.phraseAt(c);
      if (phrase == null && c.skip("for")) {
        phrase = phrases.phraseAt(c);
      }
      if (phrase == null) {
        c.back(mark);
        break;
      }
      scanned++;
    }
    return scanned;
  }

  /** "milk to my list for tomorrow" without the list; null where more than a date follows it. */
  private Sentence withoutList(Sentence sentence, int from, int to) {
    int list = EnglishStretches.indexOf(sentence, from + 1, to, EnglishAdditionWords.LISTS);
    list = list < 0 ? EnglishStretches.indexOf(sentence, from + 1, to, "to") : list;
    if (list < 0) {
      return null;
    }
    Cursor c = EnglishStretches.cursor(sentence, list, to);
    if (!c.skipOneOf(EnglishAdditionWords.LISTS)) {
      c.skip("to");
    }
    Scan rest = Scan.of(language, sentence, c.at(), to);
    if (c.atEnd() || rest.title() != null || rest.when().isEmpty()) {
      return null;
    }
    String text = sentence.text(from, list) + " " + sentence.text(c.at(), to);
    return EnglishSpelling.mended(Sentence.of(text, sentence.context()));
  }

  /** "the parade 1 hour before on Saturday" with the verb of its reminder; null if it has none. */
  private static Sentence withReminder(Sentence sentence, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      Cursor c = EnglishStretches.cursor(sentence, i, to);
      boolean number = c.peek().isNumber() || EnglishWords.CARDINALS.containsKey(c.peek().word());
      boolean amount = (number || c.peek().is("an")) && EnglishAmounts.amount(c) != null;
      if (amount && c.skipOneOf("before", "beforehand", "in advance", "early", "ahead")) {
        boolean ends = c.atEnd() || c.peek().is("on") || c.peek().is("at") || c.peek().is(",");
        String text = sentence.text(from, i) + " remind me " + sentence.text(i, to);
        return ends ? EnglishSpelling.mended(Sentence.of(text, sentence.context())) : null;
      }
    }
    return null;
  }

  private static boolean link(Cursor c) {
    return c.skipOneOf("to", "about", "of", "that i need to", "that i have to", "that", "for");
  }

  /** The phrases stand in one stretch, the title in another, which may hold more of them. */
  private Reading dated(Sentence sentence, int start, int end, int body, int to, boolean remind) {
    Scan title = Scan.of(language, sentence, body, to);
    Cursor c = EnglishStretches.cursor(sentence, start, end);
    while (!c.atEnd()) {
      Phrase phrase = phrases.phraseAt(c);
      if (phrase == null) {
        c.take();
      } else {
        phrase.effect().accept(title.when());
      }
    }
    return finished(title, remind);
  }

  Reading add(Sentence sentence, int from, int to, boolean remind) {
    return finished(Scan.of(language, sentence, from, to), remind);
  }

  private Reading finished(Scan scan, boolean remind) {
    Reading reading = Reading.of(Intent.ADD);
    When when = scan.when();
    hiddenRepeat(scan);
    if (when.hasDate() && scan.title() != null && hangsOnEvent(scan.title())) {
      when.doubt(new UnclearException(UnclearException.Reason.WHICH_DAY));
    }
    if (remind && when.reminders.isEmpty() && when.hasDate()) {
      when.reminders.add(new When.ReminderMeaning(Amount.ZERO, null));
    }
    try {
      FollowUp followUp = FollowUp.of(scan, scan.context());
      Details details = scan.details();
      boolean lead = when.hasDate() && details.title() != null;
      Details led =
          lead
              ? details.withTitle(
                  EnglishTitles.withoutHaving(EnglishTitles.withoutLead(details.title())))
              : details;
      Reading read = reading.with(EnglishTitles.unquoted(led));
      return details.title() == null ? read.with(followUp.saying(scan.text())) : read;
    } catch (UnclearException unclear) {
      String title = scan.title() == null ? null : EnglishTitles.withoutLead(scan.title());
      Details known = Details.NONE.withTitle(title);
      String lead = remind ? title == null ? "remind me " : "remind me to " : "";
      boolean perhaps = unclear.reason() == UnclearException.Reason.MAYBE_REPEATS;
      return reading
          .with(known)
          .with(
              new Unfinished(
                  lead + scan.known(unclear),
                  lead + scan.bare(),
                  unclear.offered(),
                  unclear.ofRepeat(),
                  perhaps))
          .asking(language.question(unclear));
    }
  }

  /** "the night before the trip": the date beside it is the trip's, perhaps. */
  private static boolean hangsOnEvent(String title) {
    Cursor c = new Cursor(Tokenizer.tokens(title));
    while (!c.atEnd()) {
      if (c.skipOneOf("day", "night", "morning", "evening", "week", "weekend")
          && c.skipOneOf("before the", "after the", "before my", "after my")) {
        return true;
      }
      int mark = c.at();
      if (EnglishAmounts.amount(c) != null && c.skipOneOf("before", "after") && c.peek().isWord()) {
        return true;
      }
      c.back(mark);
      c.take();
    }
    return false;
  }

  /** "daily standup at 9:30" comes every day; whether "weekly sync at 3" does is asked. */
  private static void hiddenRepeat(Scan scan) {
    When when = scan.when();
    String title = scan.title();
    boolean timeOnly =
        !when.times.isEmpty() && when.date == null && when.fromNow == null && when.repeat == null;
    if (title == null || !timeOnly) {
      return;
    }
    int space = title.indexOf(' ');
    String first = (space < 0 ? title : title.substring(0, space)).toLowerCase(Locale.ROOT);
    if (first.equals("daily")) {
      when.repeat(new RepeatMeaning(RepeatMeaning.Unit.DAILY));
    } else if (Set.of("weekly", "monthly", "quarterly", "yearly", "annual").contains(first)) {
      when.doubt(new UnclearException(UnclearException.Reason.MAYBE_REPEATS, first));
    }
  }

  private static boolean isQuestion(Sentence sentence, int from, int to) {
    Token first = sentence.tokens().get(from);
    Token last = sentence.tokens().get(to - 1);
    boolean marked = last.is("?") || last.is("؟") || last.is("？");
    boolean word = first.isWord() && QUESTION_WORDS.contains(first.word());
    boolean verb = first.isWord() && ASKING_VERBS.contains(first.word());
    String second = to - from > 1 ? sentence.tokens().get(from + 1).word() : "";
    boolean subject =
        PRONOUNS.contains(second)
            || !first.is("do") && !first.is("can") && Set.of("the", "my").contains(second);
    boolean tell = first.is("tell") && second.equals("me");
    return tell || marked || word && !first.is("when") || verb && subject && !first.is("have");
  }
}
