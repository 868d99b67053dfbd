package dev.kafila.chat.reader;

/** Moving by an amount: "push it back an hour", "postpone X by a week", "two days earlier". */
final class EnglishShifts {
  private static final int LATER = 1;
  private static final int EARLIER = -1;

  private EnglishShifts() {}

  /** Null if the sentence is no such thing. */
  static Reading shift(Sentence sentence, int from, int to) {
    Reading alone = alone(sentence, from, to);
    return alone == null ? ofTask(sentence, from, to) : alone;
  }

  /** "one day earlier", "no, an hour later", "half an hour earlier please". */
  private static Reading alone(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    for (int i = 0; i < 4; i++) {
      boolean more =
          c.skipOneOf(
              "no",
              "actually",
              "sorry",
              "wait",
              "oops",
              "make it",
              "make that",
              "rather",
              "i meant",
              "i mean",
              "better",
              "let's say",
              "let's make it",
              "start",
              "just",
              "or",
              "maybe",
              "on second thought");
      if (!more) {
        break;
      }
      c.skip(",");
    }
    Amount amount = EnglishAmounts.amount(c);
    int way = amount == null ? 0 : way(c);
    c.skipOneOf("instead", "please", "actually", "would be better", "is better", "then");
    return way != 0 && EnglishStretches.onlyMarks(c)
        ? by(Target.LAST, amount, way).with(FollowUp.NONE.saying(sentence.text(from, to)))
        : null;
  }

  private static int way(Cursor c) {
    if (c.skipOneOf("later", "after that")) {
      return LATER;
    }
    return c.skipOneOf("earlier", "sooner", "before that") ? EARLIER : 0;
  }

  /** "push the vet back an hour", "make it an hour earlier", "bring X forward by a day". */
  private static Reading ofTask(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean delays = c.skipOneOf("postpone", "delay", "defer", "push", "put off", "bump", "put");
    boolean off = c.before().is("off");
    boolean pulls = !delays && c.skipOneOf("bring", "pull");
    if (!delays && !pulls && !c.skipOneOf("move", "make", "do", "start", "shift", "set")) {
      return null;
    }
    boolean moves = c.before().is("move") || c.before().is("shift");
    boolean puts = c.before().is("put");
    int verb = c.at();
    String way = adverb(c);
    int begin = c.at();
    for (int i = begin; i < to; i++) {
      c.back(i);
      String behind = adverb(c);
      boolean by = c.skipOneOf("by another", "by", "another", "for another", "for");
      Amount amount = EnglishAmounts.amount(c);
      if (amount == null) {
        continue;
      }
      c.skipOneOf("more", "longer", "please");
      String last = adverb(c);
      int said = last == null ? way(c) : 0;
      c.skip("please");
      if (!EnglishStretches.onlyMarks(c)) {
        continue;
      }
      String adverb = way != null ? way : behind != null ? behind : last;
      if (i == verb && !delays && adverb == null) {
        return null;
      }
      int direction = said != 0 ? said : direction(adverb, delays && !puts || moves && by, pulls);
      if (puts && !off && adverb == null || direction == 0) {
        return adverb == null
            ? null
            : Reading.of(Intent.UPDATE)
                .with(EnglishTargets.target(sentence, begin, i))
                .asking(
                    "Is that earlier or later? Please say “%1$s earlier” or “%1$s later”."
                        .formatted(amountText(sentence, i, to)));
      }
      boolean anything = i > begin || delays || adverb != null;
      return anything ? by(EnglishTargets.target(sentence, begin, i), amount, direction) : null;
    }
    return null;
  }

  private static String amountText(Sentence sentence, int from, int to) {
    for (int i = from; i < to; i++) {
      Cursor c = EnglishStretches.cursor(sentence, i, to);
      if (EnglishAmounts.amount(c) != null) {
        return sentence.text(i, c.at());
      }
    }
    return sentence.text(from, to);
  }

  private static String adverb(Cursor c) {
    return c.skipOneOf("back", "up", "forward", "forwards", "ahead", "out", "off")
        ? c.before().word()
        : null;
  }

  /** 0 where it may be either: a meeting moved "forward" is earlier to some and later to others. */
  private static int direction(String adverb, boolean delays, boolean pulls) {
    if (adverb == null) {
      return delays ? LATER : 0;
    }
    return switch (adverb) {
      case "up" -> EARLIER;
      case "back", "out", "off" -> LATER;
      case "ahead" -> pulls ? EARLIER : 0;
      default -> pulls ? EARLIER : delays ? LATER : 0;
    };
  }

  private static Reading by(Target target, Amount amount, int direction) {
    return Reading.of(Intent.UPDATE)
        .with(target)
        .with(direction == LATER ? amount : amount.negated());
  }
}
