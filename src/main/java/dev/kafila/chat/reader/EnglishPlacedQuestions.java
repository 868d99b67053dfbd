package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishLocations.Location;

/**
 * Questions about a list, asked again without it: "is vacuuming on my list?", "does my list have
 * milk on it?", "what's on my list today?".
 */
final class EnglishPlacedQuestions {
  private EnglishPlacedQuestions() {}

  /** Null if it is no such question. */
  static String plain(Language language, Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean toSee = c.skipOneOf(EnglishPlacingWords.TO_SEE);
    int begin = c.at();
    if (c.skip("does")) {
      Location list = EnglishLocations.at(c);
      boolean has = list != null && c.skipOneOf("have", "contain", "include", "already have");
      int on = EnglishStretches.suffix(sentence, c.at(), to, "on it", "noted on it", "in it");
      return has && !c.atEnd() ? "find the task " + sentence.text(c.at(), on < 0 ? to : on) : null;
    }
    boolean what = c.peek().word().startsWith("what") || c.peek().is("how") || c.peek().is("any");
    boolean about =
        c.skipOneOf(
            "did i put",
            "do i have",
            "have i put",
            "did i add",
            "is there",
            "are there",
            "is",
            "are",
            "will",
            "have i got",
            "was",
            "did i make a note");
    if (!what && !about && !toSee) {
      return null;
    }
    int body = c.at();
    for (int i = body; i < to; i++) {
      Cursor at = EnglishStretches.cursor(sentence, i, to);
      at.skip(",");
      Location list =
          at.skipOneOf("already on", "on", "in", "according to", "from", "already in")
              ? EnglishLocations.at(at)
              : null;
      if (list == null) {
        continue;
      }
      String when = sentence.text(at.at(), to);
      if (what) {
        return isWhen(language, sentence, to, at.at())
            ? sentence.text(begin, i) + " " + when + list.asked() + "?"
            : null;
      }
      int end = wordsEnd(sentence, body, i);
      Cursor any = EnglishStretches.cursor(sentence, body, end);
      if (any.skipOneOf("anything", "something", "any items", "any tasks", "any", "items")) {
        return "show my tasks " + when + list.asked();
      }
      return i > body ? "find the task " + sentence.text(body, end) : null;
    }
    return null;
  }

  /**
   * Without the verb between what is looked for and where: "bowling is", "a car wash scheduled".
   */
  private static int wordsEnd(Sentence sentence, int from, int to) {
    int end = to;
    while (end - 1 > from
        && EnglishStretches.isOne(
            sentence,
            end - 1,
            "is",
            "are",
            "be",
            "scheduled",
            "currently",
            "already",
            "noted",
            "set",
            "still")) {
      end--;
    }
    return end;
  }

  /** Whether nothing but dates, times and the like stands from here on. */
  static boolean isWhen(Language language, Sentence sentence, int to, int from) {
    if (from >= to) {
      return true;
    }
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    c.skipOneOf("on", "for");
    Scan scan = Scan.of(language, sentence, c.at(), to);
    return scan.title() == null && !scan.when().isEmpty();
  }
}
