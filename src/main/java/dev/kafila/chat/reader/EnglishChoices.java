package dev.kafila.chat.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Choosing among what was offered: "2", "the second one", "1 and 3", "the first two", "both". */
final class EnglishChoices {
  private static final int MOST = 1_000;
  private static final int MOST_AT_ONCE = 20;
  private static final Set<String> ALL = Set.of("both", "all", "everything");

  private EnglishChoices() {}

  /** The numbers chosen, from 1, -1 the last, 0 all of them; empty if it is no choice. */
  static List<Integer> choices(Cursor c) {
    c.skipOneOf("i mean", "i meant", "it's", "just", "as", "make it", "make them", "make that");
    c.skipOneOf("the", "just");
    List<Integer> choices;
    if (c.skipAny(ALL)) {
      choices = c.before().is("all") ? counted(c, 0) : List.of(0);
      c.skipOneOf("of them", "of these", "of those");
    } else {
      choices = run(c);
      choices = choices.isEmpty() ? list(c) : choices;
      c.skipOneOf("separate tasks", "tasks", "single task", "task", "separate", "of them", "ones");
    }
    c.skipOneOf("please", "thanks");
    while (!c.atEnd() && (c.peek().is(".") || c.peek().is("!") || c.peek().is(")"))) {
      c.take();
    }
    return c.atEnd() ? choices : List.of();
  }

  /** "three" of "all three". */
  private static List<Integer> counted(Cursor c, int all) {
    int mark = c.at();
    if (EnglishAmounts.cardinal(c) == null || !c.atEnd()) {
      c.back(mark);
    }
    return List.of(all);
  }

  /** "first two", "last three". */
  private static List<Integer> run(Cursor c) {
    int mark = c.at();
    boolean first = c.skipOneOf("first", "top");
    Integer count = first || c.skip("last") ? EnglishAmounts.cardinal(c) : null;
    if (count == null || count < 2 || count > MOST_AT_ONCE) {
      c.back(mark);
      return List.of();
    }
    return first
        ? IntStream.rangeClosed(1, count).boxed().toList()
        : IntStream.rangeClosed(-count, -1).boxed().toList();
  }

  private static List<Integer> list(Cursor c) {
    List<Integer> choices = new ArrayList<>();
    c.skipOneOf("numbers", "tasks", "options");
    int mark = c.at();
    while (choices.size() < MOST_AT_ONCE) {
      Integer choice = number(c, choices.isEmpty());
      if (choice == null) {
        c.back(mark);
        return choices;
      }
      choices.add(choice);
      mark = c.at();
      if (!(c.skip(",") | c.skipOneOf("and", "&", "plus"))) {
        return choices;
      }
      c.skip("the");
    }
    return choices;
  }

  private static Integer number(Cursor c, boolean first) {
    if (c.skipOneOf("last", "latter", "bottom")) {
      c.skip("one");
      return -1;
    }
    if (c.skipOneOf("former", "top")) {
      c.skip("one");
      return 1;
    }
    boolean named = c.skipOneOf("number", "no .", "option", "#", "task", "choice", "task number");
    Integer ordinal = named ? null : EnglishAmounts.ordinal(c);
    if (ordinal != null) {
      boolean one = c.skipOneOf("one", "task", "option");
      // "5th" alone is a day of the month.
      return one
              || !c.before().isWord()
              || !EnglishWords.ORDINAL_ENDINGS.contains(c.before().word())
          ? ordinal
          : null;
    }
    Integer number = EnglishAmounts.cardinal(c);
    if (number != null && c.before().isWord() && !named && number == 1 && first && !c.atEnd()) {
      return null;
    }
    return number == null || number < 1 || number > MOST ? null : number;
  }
}
