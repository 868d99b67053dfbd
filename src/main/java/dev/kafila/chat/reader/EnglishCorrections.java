package dev.kafila.chat.reader;

import dev.kafila.task.Priority;

/** Changes of what was just said: "no, at 10", "make it Friday", "and every week". */
final class EnglishCorrections {
  private final Language language;
  private final EnglishChanges changes;

  EnglishCorrections(Language language, EnglishChanges changes) {
    this.language = language;
    this.changes = changes;
  }

  /** "no, at 10", "make it Friday", "and every week", "at 10 instead". */
  Reading followUp(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    boolean led = false;
    boolean also = false;
    boolean moves = false;
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
              "same day but",
              "same day ,",
              "go back to",
              "back to",
              "then to",
              "same time but",
              "same time ,",
              "same but",
              "only",
              "that should be",
              "it should be",
              "should be",
              "should have been",
              "it was supposed to be",
              "it's supposed to be",
              "that was supposed to be",
              "i wanted",
              "meant",
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
      also |= c.before().is("also");
      moves |= c.before().is("to") && EnglishStretches.indexOf(sentence, from, c.at(), "move") >= 0;
      c.skip(",");
      c.skip("-");
    }
    int end = to;
    while (end > c.at()
        && EnglishStretches.isOne(
            sentence, end - 1, "instead", "!", "actually", "please", "rather")) {
      led |= EnglishStretches.isOne(sentence, end - 1, "instead", "actually", "rather");
      end--;
    }
    int better =
        EnglishStretches.suffix(
            sentence,
            c.at(),
            end,
            "works better",
            "is better",
            "would be better",
            "is fine",
            "works");
    end = led && better > c.at() ? better : end;
    if (c.before().is("it") && c.peek().is("a") && end - 1 > c.at() + 1) {
      // "make it a weekly thing"
      boolean kind =
          EnglishStretches.isOne(sentence, end - 1, "thing", "task", "reminder", "event");
      end = kind ? end - 1 : end;
      c.back(kind ? c.at() + 1 : c.at());
    }
    int meant = EnglishStretches.suffix(sentence, c.at(), end, "i mean", "i meant");
    if (meant > c.at()) {
      led = true;
      end = EnglishChanges.isWord(sentence, meant - 1, ",") ? meant - 1 : meant;
    }
    Reading contrasted = contrasted(sentence, c.at(), end);
    if (!led || contrasted != null) {
      return contrasted;
    }
    Reading priority = bare(sentence, c.at(), end);
    if (priority != null) {
      return priority;
    }
    Reading reading = changes.change(Target.LAST, sentence, c.at(), end);
    reading = reading == null ? changes.atNumber(Target.LAST, sentence, c.at(), end) : reading;
    if (reading == null) {
      return renamed(sentence, from, c.at(), end);
    }
    if (moves) {
      return reading;
    }
    FollowUp said = reading.followUp().saying(sentence.text(c.at(), end));
    return reading.with(also ? said.andAlso() : said);
  }

  /** "I meant rye bread": words of the title in the place of others; null if it is no such. */
  private Reading renamed(Sentence sentence, int from, int begin, int to) {
    boolean meant =
        begin > from && begin < to && EnglishStretches.isOne(sentence, begin - 1, "meant", "mean");
    if (!meant || EnglishStretches.isOne(sentence, begin, "to", "that", "it", "what", "by", "is")) {
      return null;
    }
    Scan scan = Scan.of(language, sentence, begin, to);
    if (scan.title() == null || scan.when().hasDate()) {
      return null;
    }
    return EnglishChanges.update(Target.LAST, Details.NONE.withTitle(scan.title()))
        .with(FollowUp.NONE.saying(scan.title()));
  }

  /** "not Friday, Saturday", "Saturday, not Friday", "at 6 instead of 5". */
  private Reading contrasted(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    if (c.skip("not")) {
      int begin = c.at();
      int comma = EnglishStretches.indexOf(sentence, begin, to, ",", "but", ";", ".", "-");
      if (comma < 0 || !isWhen(sentence, begin, comma)) {
        return null;
      }
      c.back(comma + 1);
      c.skipOneOf("but", "it's", "rather");
      int shift = c.at();
      if (c.skipOneOf("the day after", "the day before", "the week after") && c.atEnd()) {
        String day = sentence.text(shift, to) + " " + sentence.text(begin, comma);
        Sentence other = Sentence.of(day, sentence.context());
        return changes.change(Target.LAST, other, 0, other.tokens().size());
      }
      c.back(shift);
      Reading number = changes.atNumber(Target.LAST, sentence, c.at(), to);
      if (number != null) {
        return number;
      }
      return changes.change(Target.LAST, sentence, c.at(), to);
    }
    int link = EnglishStretches.indexOf(sentence, from, to, "not", "instead of", "rather than");
    if (link <= from) {
      return null;
    }
    c.back(link);
    c.skipOneOf("not", "instead of", "rather than");
    boolean comma = EnglishChanges.isWord(sentence, link - 1, ",");
    return isWhen(sentence, c.at(), to)
        ? changes.change(Target.LAST, sentence, from, comma ? link - 1 : link)
        : null;
  }

  /** Whether a stretch says when, and nothing else; "5" may be an hour. */
  private boolean isWhen(Sentence sentence, int from, int to) {
    if (to - from == 1 && sentence.tokens().get(from).isNumber()) {
      return true;
    }
    Scan scan = Scan.of(language, sentence, from, to);
    return scan.title() == null && scan.when().hasDate();
  }

  private static Reading bare(Sentence sentence, int from, int to) {
    Priority priority = EnglishChanges.wholePriority(EnglishUpdates.cursor(sentence, from, to));
    return priority == null
        ? null
        : EnglishChanges.update(Target.LAST, EnglishChanges.prioritised(priority));
  }
}
