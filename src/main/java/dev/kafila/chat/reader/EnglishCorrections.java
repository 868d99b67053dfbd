package dev.kafila.chat.reader;

import dev.kafila.task.Priority;

/** Changes of what was just said: "no, at 10", "make it Friday", "and every week". */
final class EnglishCorrections {
  private final EnglishChanges changes;

  EnglishCorrections(EnglishChanges changes) {
    this.changes = changes;
  }

  /** "no, at 10", "make it Friday", "and every week", "at 10 instead". */
  Reading followUp(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    boolean led = false;
    for (int i = 0; i < 4; i++) {
      boolean more =
          c.skipOneOf(
              "no",
              "nope",
              "actually",
              "sorry",
              "i meant",
              "i mean",
              "make it",
              "make that",
              "rather",
              "and also",
              "also",
              "and",
              "wait",
              "let's make it",
              "let's say",
              "change it to",
              "change that to",
              "oops",
              "better",
              "i said",
              "set it to",
              "set it for",
              "it's",
              "set that to",
              "move it to",
              "move that to",
              "on second thought",
              "but",
              "make this");
      if (!more) {
        break;
      }
      led = true;
      c.skip(",");
      c.skip("-");
    }
    int end = to;
    while (end > c.at()
        && (EnglishChanges.isWord(sentence, end - 1, "instead")
            || EnglishChanges.isWord(sentence, end - 1, "!"))) {
      led |= EnglishChanges.isWord(sentence, end - 1, "instead");
      end--;
    }
    if (end - 3 > c.at() && EnglishUpdates.cursor(sentence, end - 3, end).skipAll("from now on")) {
      led = true;
      end -= 3;
    }
    if (!led) {
      return null;
    }
    Reading priority = bare(sentence, c.at(), end);
    if (priority != null) {
      return priority;
    }
    Reading reading = changes.change(Target.LAST, sentence, c.at(), end);
    boolean made = c.before().is("it") || c.before().is("that") || c.before().is("to");
    return reading == null && made ? changes.atNumber(Target.LAST, sentence, c.at(), end) : reading;
  }

  private static Reading bare(Sentence sentence, int from, int to) {
    Priority priority = EnglishChanges.wholePriority(EnglishUpdates.cursor(sentence, from, to));
    return priority == null
        ? null
        : EnglishChanges.update(Target.LAST, EnglishChanges.prioritised(priority));
  }
}
