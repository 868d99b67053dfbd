package dev.kafila.chat.reader;

/** Words by which a change is meant for all of a series: "the whole series", "from now on". */
final class EnglishSeriesWords {
  private static final String[] FROM_NOW = {
    "from now on",
    "from now onwards",
    "from here on",
    "going forward",
    "permanently",
    "for good",
    "every time",
    "each time",
    "from this point on",
    "in future",
    "in the future"
  };
  private static final String[] ALL = {
    "all the future", "all future", "all the following", "all following", "all upcoming",
    "all the upcoming", "all coming", "all the remaining", "all remaining", "all the next",
    "all later", "every future", "each future", "all of the future"
  };
  private static final String[] EACH = {"all", "all the", "every", "every single", "each"};
  private static final String[] OCCURRENCES = {
    "occurrences", "occurrence", "instances", "instance", "ones", "one", "events", "of them"
  };

  private EnglishSeriesWords() {}

  /** Without "from now on" at its end, where that ends; -1 if it does not end so. */
  static int end(Sentence sentence, int from, int to) {
    int end = EnglishStretches.suffix(sentence, from, to, FROM_NOW);
    while (end > from + 1 && sentence.tokens().get(end - 1).is(",")) {
      end--;
    }
    return end;
  }

  /** Moves past "from now on," at the beginning of a sentence. */
  static boolean skipStart(Cursor c) {
    if (!c.skipOneOf(FROM_NOW)) {
      return false;
    }
    c.skip(",");
    return true;
  }

  /**
   * "the whole series", "all future ones", "the entire yoga series", "every occurrence of yoga".
   *
   * @return null if the words name no series
   */
  static Target series(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf(ALL)) {
      c.skipOneOf(OCCURRENCES);
      return rest(sentence, c, to);
    }
    boolean each = c.skipOneOf(EACH);
    if (each && c.skipOneOf("occurrences", "occurrence", "instances", "instance")) {
      return rest(sentence, c, to);
    }
    if (each && !c.before().is("all") && !c.before().is("the") && !c.atEnd()) {
      // "every yoga"; "every task" is a set of them.
      return EnglishSets.isSet(sentence, c.at(), to) || c.peek().is("one")
          ? null
          : EnglishTargets.target(sentence, c.at(), to).wholeSeries();
    }
    c.back(from);
    c.skipOneOf("the", "my", "this");
    boolean whole = c.skipOneOf("whole", "entire", "complete", "full");
    if (whole && c.skip("series") || c.at() > from && !whole && c.skip("series")) {
      return rest(sentence, c, to);
    }
    int last = to - 1;
    if (last > c.at() && sentence.tokens().get(last).is("series") && (whole || c.at() > from)) {
      return EnglishTargets.target(sentence, c.at(), last).wholeSeries();
    }
    return null;
  }

  private static Target rest(Sentence sentence, Cursor c, int to) {
    boolean link = c.skipOneOf("of", "for");
    if (EnglishStretches.onlyMarks(c)) {
      return Target.LAST.wholeSeries();
    }
    boolean named = link || !c.before().is("series");
    return named ? EnglishTargets.target(sentence, c.at(), to).wholeSeries() : null;
  }
}
