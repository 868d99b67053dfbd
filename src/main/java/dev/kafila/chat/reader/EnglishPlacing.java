package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishLocations.Location;

/**
 * What is put on a list, taken off it, ticked on it or looked for on it, said again without the
 * list: "put milk on my shopping list" is "add milk #shopping", "what's on my calendar for friday?"
 * is "what's for friday?".
 */
final class EnglishPlacing {
  private final Language language;
  private final Sentence sentence;
  private final int to;

  private EnglishPlacing(Language language, Sentence sentence, int to) {
    this.language = language;
    this.sentence = sentence;
    this.to = to;
  }

  /**
   * The same without the list.
   *
   * @return null if no list is named, or nothing is done with it
   */
  static String plain(Language language, Sentence sentence, int from, int to) {
    if (to - from < 2) {
      return null;
    }
    int end = to;
    while (end > from + 1 && isMark(sentence.tokens().get(end - 1))) {
      end--;
    }
    return new EnglishPlacing(language, sentence, end).plain(from);
  }

  private static boolean isMark(Token token) {
    return token.is("please")
        || token.is("thanks")
        || token.is(".")
        || token.is("!")
        || token.is("?")
        || token.is(",");
  }

  private String plain(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    for (int i = 0; i < 3 && c.skipOneOf(EnglishPlacingWords.WISHING); i++) {
      c.skip("please");
    }
    int begin = c.at();
    String said = listFirst(begin);
    said = said == null ? EnglishPlacedQuestions.plain(language, sentence, begin, to) : said;
    said = said == null ? put(begin) : said;
    said = said == null ? emptied(begin) : said;
    said = said == null ? taken(begin) : said;
    said = said == null ? ticked(begin) : said;
    said = said == null ? looked(begin) : said;
    return said == null ? passive(from) : said;
  }

  /** "to my shopping list add paper towels", "on my list, I need cleaning added". */
  private String listFirst(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    c.skipOneOf("to", "onto", "on", "from", "in");
    Location list = EnglishLocations.at(c);
    if (list == null) {
      return null;
    }
    c.skip(",");
    c.skip("please");
    boolean wish = c.skipOneOf("i need", "i want", "i'd like");
    int begin = c.at();
    if (c.skipOneOf("add", "put") && !c.atEnd()) {
      return "add " + sentence.text(c.at(), to) + list.typed();
    }
    if (c.skipOneOf("delete", "remove", "erase") && !c.atEnd()) {
      return "delete " + sentence.text(c.at(), to);
    }
    int added = EnglishStretches.suffix(sentence, begin, to, "added", "put");
    return wish && added > begin ? "add " + sentence.text(begin, added) + list.typed() : null;
  }

  /** "put milk on my shopping list for tomorrow", "add to my list: wash the dog". */
  private String put(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf("mark my calendar", "mark the calendar") && c.skipOneOf("that", "for", ":")) {
      return "add " + sentence.text(c.at(), to);
    }
    if (!c.skipOneOf(EnglishPlacingWords.PUTTING)) {
      return null;
    }
    int begin = c.at();
    for (int i = begin; i < to; i++) {
      Cursor at = EnglishStretches.cursor(sentence, i, to);
      Location list = at.skipOneOf(EnglishPlacingWords.ONTO) ? EnglishLocations.at(at) : null;
      if (list == null) {
        continue;
      }
      if (i == begin) {
        at.skipOneOf(":", "-", "that", ",");
        return at.atEnd() ? null : "add " + sentence.text(at.at(), to) + list.typed();
      }
      boolean that = at.skip("that");
      if (that || EnglishPlacedQuestions.isWhen(language, sentence, to, at.at())) {
        String title = sentence.text(withoutKind(begin, i), i);
        return "add " + title + " " + sentence.text(at.at(), to) + list.typed();
      }
    }
    return null;
  }

  /** Without "the chore of", "down that I have". */
  private int withoutKind(int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean kind =
        c.skipOneOf("the chore of", "the task of", "a task to", "an item to", "the task", "that");
    return kind && !c.atEnd() ? c.at() : from;
  }

  /** "clear my list", "take everything off my calendar for friday". */
  private String emptied(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (!c.skipOneOf(EnglishPlacingWords.EMPTYING)) {
      boolean done = c.skipOneOf("i'm finished with", "i'm done with", "i finished");
      Location list = done ? EnglishLocations.at(c) : null;
      return list != null && c.atEnd() ? "complete all my pending tasks" + list.asked() : null;
    }
    c.skip("all");
    Location list = EnglishLocations.at(c);
    if (list == null || !EnglishPlacedQuestions.isWhen(language, sentence, to, c.at())) {
      return null;
    }
    return "delete all my pending tasks " + sentence.text(c.at(), to) + list.asked();
  }

  /** "take milk off the list", "erase all items on my list". */
  private String taken(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    return c.skipOneOf(EnglishPlacingWords.TAKING)
        ? from("delete ", c.at(), EnglishPlacingWords.OFF)
        : null;
  }

  /** "check off bananas from my grocery list", "mark peanuts on my list as done". */
  private String ticked(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    return c.skipOneOf(EnglishPlacingWords.TICKING)
        ? from("complete ", c.at(), EnglishPlacingWords.OFF)
        : null;
  }

  private String from(String verb, int begin, String[] prepositions) {
    for (int i = begin + 1; i < to; i++) {
      Cursor c = EnglishStretches.cursor(sentence, i, to);
      Location list = c.skipOneOf(prepositions) ? EnglishLocations.at(c) : null;
      if (list == null) {
        continue;
      }
      boolean as = c.skipOneOf("as done", "as complete", "as completed", "as finished");
      boolean all = EnglishSets.isSet(sentence, begin, i);
      String when = sentence.text(c.at(), to);
      if (all && EnglishPlacedQuestions.isWhen(language, sentence, to, c.at())) {
        return verb + sentence.text(begin, i) + " " + when + list.asked();
      }
      // With a day it may be another one of that name: it is asked about.
      if (as || c.atEnd()) {
        return verb + sentence.text(begin, i);
      }
      boolean dated =
          verb.startsWith("delete")
              && EnglishPlacedQuestions.isWhen(language, sentence, to, c.at());
      return dated ? "forget about " + sentence.text(begin, i) : null;
    }
    return null;
  }

  /** "read my to-do list to me", "check my calendar for saturday". */
  private String looked(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (!c.skipOneOf(EnglishPlacingWords.LOOKING)) {
      return null;
    }
    String first = sentence.tokens().get(from).word();
    boolean told = c.before().is("tell") || c.before().is("me") || c.before().is("know");
    c.skipOneOf("out", "back", "to me", "all", "over");
    boolean contents = c.skipOneOf(EnglishPlacingWords.CONTENTS);
    Location list = EnglishLocations.at(c);
    boolean plain =
        list != null && list.plural() && !contents && !EnglishPlacingWords.UNUSUAL.contains(first);
    if (list == null || plain || told && !contents && !c.before().word().startsWith("list")) {
      return null;
    }
    c.skipOneOf("back to me", "to me", "with me", "aloud", "out loud", "back", "please");
    if (c.skipOneOf("to see if", "for")
        && !EnglishPlacedQuestions.isWhen(language, sentence, to, c.at() - 1)) {
      int end = EnglishStretches.suffix(sentence, c.at(), to, "is on it", "are on it");
      return "find the task " + sentence.text(c.at(), end > c.at() ? end : to);
    }
    return EnglishPlacedQuestions.isWhen(language, sentence, to, c.at())
        ? "show my tasks " + sentence.text(c.at(), to) + list.asked()
        : null;
  }

  /** "I need laundry to be put on my list". */
  private String passive(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (!c.skipOneOf("i need", "i want", "i'd like", "i would like")) {
      return null;
    }
    int begin = c.at();
    for (int i = begin + 1; i < to; i++) {
      Cursor at = EnglishStretches.cursor(sentence, i, to);
      at.skipAll("to be");
      boolean placed =
          at.skipOneOf("put", "added", "placed", "included")
              && at.skipOneOf(EnglishPlacingWords.ONTO);
      Location list = placed ? EnglishLocations.at(at) : null;
      if (list != null && EnglishPlacedQuestions.isWhen(language, sentence, to, at.at())) {
        String when = sentence.text(at.at(), to);
        return "add " + sentence.text(begin, i) + " " + when + list.typed();
      }
    }
    return null;
  }
}
