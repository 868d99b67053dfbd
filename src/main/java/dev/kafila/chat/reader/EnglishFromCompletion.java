package dev.kafila.chat.reader;

import dev.kafila.task.Anchor;

/** What counts a recurrence from completion: "after completion", "after I change it". */
final class EnglishFromCompletion {
  private EnglishFromCompletion() {}

  /** Moves past the words, and notes what they mean. */
  static boolean skip(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    c.skipOneOf("starting", "counting", "beginning");
    boolean from = c.skipOneOf("from when i", "after i", "from the time i", "once i", "after i've");
    Token verb = c.peek();
    boolean did = !verb.is("last") && (EnglishVerbs.isVerb(verb) || verb.word().endsWith("ed"));
    if (from && did) {
      c.take();
      if (c.skip("it") || c.atEnd() && (verb.is("finish") || verb.is("finished"))) {
        repeat.anchor = Anchor.COMPLETION;
        return true;
      }
    }
    c.back(mark);
    if (c.skip("after") && c.take().word().endsWith("ing") && c.skip("it")) {
      repeat.anchor = Anchor.COMPLETION;
      return true;
    }
    c.back(mark);
    if (c.skipOneOf(
        "after completion",
        "after completing it",
        "from completion",
        "after it's done",
        "after i complete it",
        "after i finish it",
        "after i'm done",
        "after i do it",
        "after i've done it",
        "after it was done",
        "after it is done",
        "after doing it",
        "after finishing it",
        "after finishing",
        "from when i finish it",
        "after each completion",
        "after the last one",
        "when completed")) {
      repeat.anchor = Anchor.COMPLETION;
      return true;
    }
    return false;
  }
}
