package dev.kafila.chat.reader;

/** Taking tasks away, or one occurrence: "delete X", "clear completed tasks", "skip X". */
final class EnglishRemovals {
  private final EnglishSets sets;

  EnglishRemovals(EnglishSets sets) {
    this.sets = sets;
  }

  Reading delete(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean always = c.skipOneOf("delete", "erase", "get rid of", "trash", "discard", "del");
    boolean perhaps = !always && c.skip("remove");
    boolean clear = !always && !perhaps && c.skip("clear");
    if (clear && !EnglishSets.isSet(sentence, from, to)) {
      return null;
    }
    boolean cancel = !always && !perhaps && (clear || c.skip("cancel"));
    if (!always && !perhaps && !cancel || c.atEnd()) {
      return null;
    }
    int end =
        EnglishStretches.suffix(
            sentence,
            c.at(),
            to,
            "from my list",
            "from the list",
            "from my tasks",
            "from my todo list",
            "off my list",
            "from my todos",
            "off the list",
            "from tasks");
    boolean fromList = end > c.at();
    int until = fromList ? end : to;
    boolean kind = EnglishSets.namesTask(sentence, c.at(), until);
    boolean noun = EnglishStretches.isOne(sentence, from, "trash");
    if (always && sets.isDateOnly(sentence, c.at(), until)
        || noun && sets.hasDate(sentence, c.at(), until)) {
      // "trash on Tuesday", "trash day is every Wednesday"
      return null;
    }
    if (cancel && !kind || perhaps && !fromList && !kind && sets.hasDate(sentence, c.at(), until)) {
      return null;
    }
    return sets.onTasks(Intent.DELETE, sentence, c.at(), until, null);
  }

  Reading skip(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean over = c.skipOneOf("skip over", "pass over");
    if (!over && !c.skip("skip")) {
      return null;
    }
    c.skipOneOf(
        "the next occurrence of",
        "the next instance of",
        "next occurrence of",
        "next week's",
        "next month's",
        "this week's",
        "today's",
        "tomorrow's",
        "the next",
        "the upcoming",
        "this month's",
        "this occurrence of",
        "next");
    int end =
        EnglishStretches.suffix(
            sentence,
            c.at(),
            to,
            "this time",
            "this week",
            "today",
            "once",
            "this month",
            "tomorrow",
            "for today",
            "for now",
            "for this week",
            "next time",
            "for once",
            "next week",
            "tonight",
            "one time");
    return Reading.of(Intent.SKIP)
        .with(EnglishTargets.target(sentence, c.at(), end >= c.at() ? end : to));
  }
}
