package dev.kafila.chat.reader;

import java.util.Set;

/** Changes told as news: "the meeting is now at 4", "the dentist got moved to Monday". */
final class EnglishNews {
  private static final String[] MOVED = {
    "got moved to",
    "got pushed to",
    "got pushed back to",
    "got rescheduled to",
    "got rescheduled for",
    "got changed to",
    "has been moved to",
    "has been changed to",
    "has been pushed to",
    "has been pushed back to",
    "has been postponed to",
    "has been postponed until",
    "has been rescheduled to",
    "has been rescheduled for",
    "has moved to",
    "has changed to",
    "was moved to",
    "was changed to",
    "was pushed to",
    "was postponed to",
    "was postponed until",
    "was rescheduled to",
    "was rescheduled for",
    "is moved to",
    "is postponed to",
    "is postponed until",
    "is changed to",
    "moved to",
    "has been brought forward to",
    "was brought forward to",
    "got brought forward to",
    "has been pushed to",
    "has been pushed back to",
    "has been postponed to",
    "has been postponed until",
    "got pushed back to",
    "got pushed to",
    "is actually due",
    "is actually on",
    "is actually at",
    "is actually",
    "is really due",
    "is really on",
    "is now due",
    "is now",
    "are now"
  };
  private static final String[] OTHERS_MOVED = {
    "they've moved", "they moved", "they have moved", "they rescheduled", "they've rescheduled",
    "they changed", "they've changed", "they pushed", "they postponed", "they've pushed"
  };
  private static final Set<String> SAYING =
      Set.of(
          "tell",
          "let",
          "inform",
          "email",
          "text",
          "message",
          "ask",
          "check",
          "see",
          "say",
          "remind",
          "confirm",
          "verify",
          "notify",
          "announce",
          "find",
          "note",
          "post",
          "share",
          "add");
  private static final Set<String> BEFORE_A_VERB =
      Set.of("to", "please", "and", "just", "must", "should", "gotta", "i'll", "let's", "me");
  private static final Set<String> OF_A_CLAUSE =
      Set.of("the", "my", "our", "his", "her", "their", "if", "whether", "that");
  private final Language language;
  private final EnglishChanges changes;

  EnglishNews(Language language, EnglishChanges changes) {
    this.language = language;
    this.changes = changes;
  }

  /**
   * Whether the words are not whom the news is about, but something to do about it: "tell Bob the
   * meeting" is cancelled, "check if the flight" got moved.
   */
  static boolean isToDo(Sentence sentence, int from, int to) {
    boolean verbFirst = EnglishVerbs.isVerb(sentence.tokens().get(from));
    for (int i = from; i < to; i++) {
      String word = sentence.tokens().get(i).word();
      boolean first = i == from || BEFORE_A_VERB.contains(sentence.tokens().get(i - 1).word());
      if (first && SAYING.contains(word) || verbFirst && i > from && OF_A_CLAUSE.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Null if the sentence tells of no change. */
  Reading read(Sentence sentence, int from, int to) {
    Cursor they = EnglishUpdates.cursor(sentence, from, to);
    int last = EnglishChanges.findLast(sentence, from + 1, to, "to");
    if (they.skipOneOf(OTHERS_MOVED) && last > they.at() && last + 1 < to) {
      return changed(sentence, they.at(), last, last + 1, to);
    }
    for (int i = from + 1; i < to; i++) {
      Cursor c = EnglishUpdates.cursor(sentence, i, to);
      if (c.skipOneOf(MOVED) && !c.atEnd() && !isToDo(sentence, from, i)) {
        return changed(sentence, from, i, c.at(), to);
      }
    }
    int is = EnglishChanges.find(sentence, from + 1, to, "is");
    int not = EnglishStretches.indexOf(sentence, from, to, "not", "instead of", "rather than");
    if (is > 0 && not > is + 1 && !EnglishChanges.isWord(sentence, from, "it")) {
      // "the dentist is on Friday, not Thursday"
      int cut = EnglishChanges.isWord(sentence, not - 1, ",") ? not - 1 : not;
      boolean when = Scan.of(language, sentence, not + 1, to).when().hasDate();
      boolean now = cut - 1 > is + 1 && EnglishChanges.isWord(sentence, cut - 1, "now");
      cut = now ? cut - 1 : cut;
      return when ? changed(sentence, from, is, is + 1, cut) : null;
    }
    if (is > 0 && is + 2 < to && EnglishChanges.isWord(sentence, to - 1, "now")) {
      return changed(sentence, from, is, is + 1, to - 1);
    }
    int end = to - 1;
    int link = EnglishChanges.findLast(sentence, from + 1, to, "to");
    boolean instead = link > 0 && EnglishChanges.isWord(sentence, end, "instead");
    if (!instead && EnglishChanges.isWord(sentence, end, "instead")) {
      return done(sentence, from, end);
    }
    return instead && link + 1 < end ? changed(sentence, from, link, link + 1, end) : null;
  }

  /** "do the dentist on Thursday instead". */
  private Reading done(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    boolean verb = c.skipOneOf("do", "have", "make", "schedule", "put");
    if (!verb || !(c.peek().is("the") || c.peek().is("my") || c.peek().is("that"))) {
      return null;
    }
    Scan scan = Scan.of(language, sentence, c.at(), to);
    return scan.title() == null || !scan.when().hasDate()
        ? null
        : changes.change(EnglishTargets.target(scan.title(), sentence), scan);
  }

  private Reading changed(Sentence sentence, int from, int link, int begin, int to) {
    Target target = EnglishTargets.target(sentence, from, link);
    Reading reading = changes.change(target, sentence, begin, to);
    return reading == null ? changes.atNumber(target, sentence, begin, to) : reading;
  }
}
