package dev.kafila.chat.reader;

import java.util.Set;

/** What is told to have been done, without who did it: "the rent is paid", "the bins are out". */
final class EnglishPassives {
  private static final String[] BEING = {
    "has been",
    "have been",
    "has now been",
    "have now been",
    "is",
    "are",
    "was",
    "were",
    "got",
    "'s"
  };
  private static final String[] ADVERBS = {"now", "already", "all", "finally", "just", "also"};

  /** What is said of how things are, rather than of what was done. */
  private static final Set<String> STATES =
      Set.of("close", "lock", "pack", "set", "cut", "put", "cancel", "call", "give", "mean", "go");

  private static final Set<String> PERSONS =
      Set.of("i", "we", "you", "he", "she", "they", "there", "what", "who", "everything", "this");
  private static final Set<String> REFUSE =
      Set.of("bin", "bins", "trash", "garbage", "rubbish", "recycling");

  private EnglishPassives() {}

  /** Null if nothing is told of so. */
  static Reading read(EnglishSets sets, Sentence sentence, int from, int to) {
    Token first = sentence.tokens().get(from);
    if (EnglishAdditions.QUESTION_WORDS.contains(first.word())
        || EnglishAdditions.ASKING_VERBS.contains(first.word())
        || PERSONS.contains(first.word())) {
      return null;
    }
    int time = EnglishStretches.suffix(sentence, from, to, EnglishDeeds.PAST_TIMES);
    int end = time > from ? time : to;
    for (int i = from + 1; i < end; i++) {
      Cursor c = EnglishStretches.cursor(sentence, i, end);
      if (!c.skipOneOf(BEING)) {
        continue;
      }
      while (c.skipOneOf(ADVERBS)) {
        // "is now all paid"
      }
      return told(sets, sentence, from, i, c);
    }
    return null;
  }

  private static Reading told(EnglishSets sets, Sentence sentence, int from, int link, Cursor c) {
    Token participle = c.take();
    boolean verbFirst = link > from + 1 && EnglishVerbs.isVerb(sentence.tokens().get(from));
    boolean conditional =
        EnglishStretches.indexOf(
                sentence, from, link, "until", "when", "once", "if", "before", "after", "that",
                "till", "because", ":")
            >= 0;
    boolean marks = EnglishStretches.onlyMarks(c) && !sentence.text().endsWith("?");
    if (verbFirst
        || conditional
        || !marks
        || EnglishNews.isToDo(sentence, from, link)
        || sets.hasDate(sentence, from, link)) {
      return null;
    }
    Token noun = sentence.tokens().get(link - 1);
    if (participle.is("out") && REFUSE.contains(noun.word())) {
      return Reading.of(Intent.COMPLETE).with(Target.named(noun.word()).having("take out"));
    }
    String base = EnglishDeeds.isPast(participle) ? EnglishDeeds.base(participle) : null;
    if (base == null || STATES.contains(base)) {
      return null;
    }
    return Reading.of(Intent.COMPLETE)
        .with(EnglishTargets.target(sentence, from, link).having(base));
  }
}
