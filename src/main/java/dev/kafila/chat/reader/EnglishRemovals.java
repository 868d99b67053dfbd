package dev.kafila.chat.reader;

import java.util.Set;

/** Taking tasks away, or one occurrence: "delete X", "clear completed tasks", "skip X". */
final class EnglishRemovals {
  private static final Set<String> TRASHED =
      Set.of("the", "my", "that", "it", "this", "all", "them");
  private static final String[] CANCELLED = {
    "was cancelled",
    "was canceled",
    "got cancelled",
    "got canceled",
    "is cancelled",
    "is canceled",
    "has been cancelled",
    "has been canceled"
  };
  private final EnglishSets sets;

  EnglishRemovals(EnglishSets sets) {
    this.sets = sets;
  }

  Reading delete(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (letsGo(c) && !c.atEnd()) {
      return unneeded(sentence, c.at(), to);
    }
    c.back(from);
    int cancelled = EnglishStretches.suffix(sentence, from, to, CANCELLED);
    if (cancelled > from
        && !sets.hasDate(sentence, from, cancelled)
        && !EnglishNews.isToDo(sentence, from, cancelled)) {
      return told(Reading.of(Intent.DELETE).with(EnglishTargets.target(sentence, from, cancelled)));
    }
    int off = EnglishStretches.suffix(sentence, from, to, "off my list", "off the list");
    if (c.skip("take") && off > c.at()) {
      return sets.onTasks(Intent.DELETE, sentence, c.at(), off, null);
    }
    c.back(from);
    // "Trash day" is no command.
    boolean trash = c.peek().is("trash") && TRASHED.contains(c.peek(1).word());
    boolean always =
        trash && c.skip("trash") || c.skipOneOf("delete", "erase", "get rid of", "discard", "del");
    boolean perhaps = !always && c.skip("remove");
    boolean clear = !always && !perhaps && c.skipOneOf("clear", "wipe", "purge");
    if (clear && !EnglishSets.isSet(sentence, from, to)) {
      return null;
    }
    boolean cancel =
        !always
            && !perhaps
            && (clear
                || c.skipOneOf("cancel", "bin", "ditch", "kill", "axe", "toss", "chuck", "scrap"));
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

  /** "Forget about the dentist", "never mind the plants", "I no longer need to call Ann". */
  private static boolean letsGo(Cursor c) {
    if (c.skipOneOf("forget about", "never mind about", "nevermind about", "scratch")) {
      return !c.peek().is("to");
    }
    if (c.skipOneOf("forget", "never mind", "nevermind")) {
      return c.peek().is("the") || c.peek().is("my") || c.peek().is("that");
    }
    return c.skipOneOf(
        "i no longer need to",
        "we no longer need to",
        "no longer need to",
        "i don't need to",
        "we don't need to",
        "i no longer have to",
        "i don't have to",
        "we don't have to",
        "no need to");
  }

  private Reading unneeded(Sentence sentence, int from, int to) {
    int end = EnglishStretches.suffix(sentence, from, to, "anymore", "any more", "any longer");
    int until = end > from ? end : to;
    if (sets.isDateOnly(sentence, from, until)) {
      return null;
    }
    String dated = sets.hasDate(sentence, from, until) ? sets.undated(sentence, from, until) : null;
    return told(
        dated == null
            ? sets.onTasks(Intent.DELETE, sentence, from, until, null)
            : Reading.of(Intent.DELETE).with(EnglishTargets.target(dated, sentence)));
  }

  /** Nobody has said that it is to be deleted: it may be this week's only. */
  private static Reading told(Reading reading) {
    return reading.target() == null ? reading : reading.with(reading.target().having("cancel"));
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
        "tonight's",
        "this evening's",
        "this morning's",
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
    if (c.skipOneOf("one", "occurrence", "instance") && EnglishStretches.onlyMarks(c)) {
      return Reading.of(Intent.SKIP).with(Target.LAST);
    }
    Reading dated = end >= c.at() ? null : skipOnDay(sentence, c.at(), to);
    if (dated != null) {
      return dated;
    }
    return Reading.of(Intent.SKIP)
        .with(EnglishTargets.target(sentence, c.at(), end >= c.at() ? end : to));
  }

  /** "skip piano this Wednesday": which one it is, is looked at before. */
  private Reading skipOnDay(Sentence sentence, int from, int to) {
    Scan scan = sets.scan(sentence, from, to);
    String words = EnglishMoves.withoutLink(scan.title());
    boolean day = scan.when().date != null && scan.when().times.isEmpty();
    if (words == null || !day || scan.when().repeat != null) {
      return null;
    }
    try {
      return Reading.of(Intent.SKIP)
          .with(EnglishTargets.target(words, sentence))
          .with(scan.details().withTitle(null));
    } catch (UnclearException unclear) {
      return null;
    }
  }
}
