package dev.kafila.chat.reader;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The words by which a command names its task: "the plants one", "task 2", "it". */
final class EnglishTargets {
  private static final int MOST_AT_ONCE = 20;
  private static final Set<String> LEADING =
      Set.of(
          "the", "my", "a", "an", "this", "that", "our", "task", "todo", "item", "reminder", ":");
  private static final Set<String> TRAILING =
      Set.of(
          "task", "one", "todo", "item", "please", "thanks", "reminder", ".", "!", ",", "now", ":");
  private static final Set<String> LINKS = Set.of("to", "about", "for", "called", "named", "of");
  private static final Set<String> KINDS = Set.of("task", "todo", "item", "one", "reminder");

  private EnglishTargets() {}

  /** The task that words taken out of a sentence name. */
  static Target target(String words, Sentence sentence) {
    if (words == null) {
      return Target.LAST;
    }
    Sentence part = Sentence.of(words, sentence.context());
    return target(part, 0, part.tokens().size());
  }

  /** The task named between two tokens; {@link Target#LAST} where nothing is. */
  static Target target(Sentence sentence, int from, int to) {
    Target series = EnglishSeriesWords.series(sentence, from, to);
    if (series != null) {
      return series;
    }
    int first = from;
    int last = to;
    Cursor c = new Cursor(sentence.tokens(), from, to);
    Target special = special(c);
    if (special != null) {
      return special;
    }
    while (last > first && isOne(sentence, last - 1, TRAILING) && last - first > 1) {
      last--;
    }
    boolean link = true;
    while (last - first > 1
        && (isOne(sentence, first, LEADING) || link && isOne(sentence, first, LINKS))) {
      // "the task about Ann" names "Ann".
      link = isOne(sentence, first, KINDS);
      first++;
    }
    if (last - first == 1 && sentence.tokens().get(first).kind() == Token.Kind.QUOTED) {
      return Target.named(sentence.tokens().get(first).word());
    }
    String words = sentence.text(first, last);
    return words.isEmpty() ? Target.LAST : Target.named(words);
  }

  private static boolean isOne(Sentence sentence, int index, Set<String> words) {
    Token token = sentence.tokens().get(index);
    return (token.isWord() || token.isSymbol()) && words.contains(token.word());
  }

  /** "it", "that one", "#2", "task 2", "the second one", "the last one". */
  private static Target special(Cursor c) {
    int mark = c.at();
    if (c.atEnd()) {
      return Target.LAST;
    }
    boolean last =
        c.skipOneOf(
            "just this one",
            "only this one",
            "just that one",
            "only that one",
            "just this",
            "only this",
            "that one",
            "this one",
            "it",
            "that",
            "this",
            "that task",
            "this task",
            "the task");
    if (last && ends(c)) {
      return Target.LAST;
    }
    c.back(mark);
    if (c.skipOneOf("that", "this", "the")
        && c.skipOneOf("item", "reminder", "event", "entry", "todo", "to do", "to - do")
        && ends(c)) {
      return Target.LAST;
    }
    c.back(mark);
    boolean all =
        c.skipOneOf(
            "both of them",
            "both of these",
            "both of those",
            "both",
            "all of them",
            "all of these",
            "all of those",
            "all three",
            "them all",
            "them both",
            "them",
            "these",
            "those");
    if (all && ends(c)) {
      return Target.SHOWN;
    }
    c.back(mark);
    c.skip("the");
    if (c.skip("last")) {
      c.skipAny(KINDS);
      if (ends(c)) {
        return Target.numbered(-1);
      }
    }
    c.back(mark);
    c.skip("the");
    Integer ordinal = EnglishAmounts.ordinal(c);
    if (ordinal != null) {
      c.skipAny(KINDS);
      if (ends(c)) {
        return Target.numbered(ordinal);
      }
    }
    c.back(mark);
    c.skipOneOf("number", "task number", "task", "item", "no .");
    c.skip("#");
    boolean word = c.peek().isWord();
    Integer number = EnglishAmounts.cardinal(c);
    if (number != null && number > 0 && ends(c) && (!word || c.at() > mark + 1)) {
      return Target.numbered(number);
    }
    c.back(mark);
    return several(c);
  }

  /** "1 and 3", "2, 3 and 4", "1-3", "the first two"; null if it is none of these. */
  private static Target several(Cursor c) {
    int mark = c.at();
    c.skipOneOf("numbers", "tasks", "items", "number", "task");
    Integer from = c.peek().isNumber() ? EnglishAmounts.cardinal(c) : null;
    boolean range = from != null && c.skipOneOf("-", "–", "to", "through", "thru");
    Integer to = range && c.peek().isNumber() ? EnglishAmounts.cardinal(c) : null;
    if (to != null && from > 0 && to > from && to - from < MOST_AT_ONCE && ends(c)) {
      return Target.numbered(IntStream.rangeClosed(from, to).boxed().toList());
    }
    c.back(mark);
    List<Integer> choices = EnglishChoices.choices(c);
    if (choices.size() > 1) {
      return Target.numbered(choices);
    }
    c.back(mark);
    return null;
  }

  private static boolean ends(Cursor c) {
    c.skipOneOf("please", "now");
    c.skip(".");
    c.skip("!");
    return c.atEnd();
  }
}
