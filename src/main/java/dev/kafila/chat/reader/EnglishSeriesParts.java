package dev.kafila.chat.reader;

import java.time.DayOfWeek;
import java.util.Set;
import java.util.TreeSet;

/** Changes of a part of a rule: "drop Wednesday", "not on Wednesdays", "for 6 weeks only". */
final class EnglishSeriesParts {
  private static final String[] LEADING = {
    "no", "actually", "sorry", "wait", "oops", "but", "and", "make it", "make that", "please"
  };
  private static final String[] DROPPING = {"drop", "leave out", "remove", "get rid of"};
  private static final String[] LACKING = {
    "without",
    "except on",
    "except for",
    "except",
    "excluding",
    "but not on",
    "but not",
    "not on",
    "not",
    "no more",
    "never on",
    "minus",
    "skip on",
    "no longer on"
  };
  private static final int MOST_TIMES = 1_000;

  private EnglishSeriesParts() {}

  /** Null if the sentence is no such thing. */
  static Reading read(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    // "No Mondays" takes them out; "no, Mondays" puts them in the place of others.
    Reading none = without(c);
    if (none != null) {
      return none;
    }
    for (int i = 0; i < 3 && c.skipOneOf(LEADING); i++) {
      c.skip(",");
    }
    int begin = c.at();
    Reading without = without(c);
    if (without != null) {
      return without;
    }
    c.back(begin);
    return lasting(c);
  }

  /** "drop Wednesday", "not on Wednesdays", "skip Wednesdays". */
  private static Reading without(Cursor c) {
    int mark = c.at();
    boolean lacks = c.skipOneOf("no more", "no longer");
    boolean plural = !lacks && c.skipOneOf("skip", "no", "cancel");
    boolean drops = lacks || plural || c.skipOneOf(DROPPING);
    if (!drops && !c.skipOneOf(LACKING)) {
      return null;
    }
    c.skipOneOf("the", "on");
    Set<DayOfWeek> days = new TreeSet<>();
    boolean plurals = true;
    do {
      DayOfWeek day = c.take(EnglishWords.PLURAL_WEEKDAYS);
      plurals &= day != null;
      day = day == null ? c.take(EnglishWords.WEEKDAYS) : day;
      day = day == null ? c.take(EnglishWords.SHORT_WEEKDAYS) : day;
      if (day == null) {
        c.back(mark);
        return null;
      }
      days.add(day);
      // "Not Friday, Saturday" puts one in the place of the other.
    } while (c.skipOneOf(", and", "and", "or", "&") || drops && c.skip(","));
    c.skipOneOf("ones", "one", "from it", "from that", "from the list");
    c.skipOneOf("anymore", "any more", "please", "though", "from it");
    boolean known = EnglishStretches.onlyMarks(c) && (plurals || !plural);
    return known ? reading(FollowUp.without(days)) : null;
  }

  /** "for 6 weeks only", "only for a month", "just 10 times", "only 5 times". */
  private static Reading lasting(Cursor c) {
    boolean only = c.skipOneOf("only", "just", "but only", "but just");
    boolean prepared = c.skip("for");
    Amount during = prepared ? EnglishAmounts.amount(c) : null;
    int times = during == null ? times(c) : 0;
    only |= c.skipOneOf("only", "in total", "please", "at most", "altogether", "and that's it");
    boolean known = (during != null || times > 0) && EnglishStretches.onlyMarks(c);
    return known && (only || prepared) && (during == null || during.wholeDays())
        ? reading(FollowUp.lasting(during, times))
        : null;
  }

  private static int times(Cursor c) {
    Integer number = c.skip("once") ? Integer.valueOf(1) : EnglishAmounts.cardinal(c);
    boolean counted =
        number != null
            && number > 0
            && number <= MOST_TIMES
            && (c.before().is("once") || c.skipOneOf("times", "occurrences", "more times"));
    return counted ? number : 0;
  }

  private static Reading reading(FollowUp part) {
    return EnglishChanges.update(Target.LAST, Details.NONE).with(part);
  }
}
