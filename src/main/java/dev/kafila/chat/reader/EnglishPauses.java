package dev.kafila.chat.reader;

/** Pausing a series: "pause X until May 1", "put X on hold", "resume X". */
final class EnglishPauses {
  private final Language language;

  EnglishPauses(Language language) {
    this.language = language;
  }

  /** Null if it is none of these. */
  Reading read(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf("resume", "unpause", "un-pause")) {
      return isDated(sentence, c.at(), to)
          ? null
          : Reading.of(Intent.RESUME).with(EnglishTargets.target(sentence, c.at(), to));
    }
    boolean put = c.skip("put");
    if (!put && !c.skipOneOf("pause", "suspend", "hold off on")) {
      return null;
    }
    int until = EnglishStretches.indexOf(sentence, c.at(), to, "until", "till");
    int end = until < 0 ? to : until;
    if (put) {
      int hold = EnglishStretches.suffix(sentence, c.at(), end, "on hold");
      return hold < 0 ? null : paused(sentence, c.at(), hold, until, to);
    }
    int during = EnglishStretches.indexOf(sentence, c.at(), to, "for");
    Cursor length = EnglishStretches.cursor(sentence, during + 1, to);
    if (during > c.at() && EnglishAmounts.amount(length) != null && length.atEnd()) {
      return pausedFor(sentence, c.at(), during, to);
    }
    int hold = EnglishStretches.suffix(sentence, c.at(), end, "for now", "for a while");
    return paused(sentence, c.at(), hold < 0 ? end : hold, until, to);
  }

  /** "pause yoga for 2 weeks". */
  private Reading pausedFor(Sentence sentence, int from, int during, int to) {
    Sentence until = Sentence.of("in " + sentence.text(during + 1, to), sentence.context());
    Reading reading = Reading.of(Intent.PAUSE).with(EnglishTargets.target(sentence, from, during));
    try {
      Details details = Scan.of(language, until, 0, until.tokens().size()).details();
      return reading.with(details.withTitle(null));
    } catch (UnclearException unclear) {
      return reading.asking(language.question(unclear));
    }
  }

  private Reading paused(Sentence sentence, int from, int end, int until, int to) {
    // "Pause the film on Friday" is something to do on Friday.
    if (from < end && isDated(sentence, from, end)) {
      return null;
    }
    Reading reading = Reading.of(Intent.PAUSE).with(EnglishTargets.target(sentence, from, end));
    if (until < 0) {
      return reading;
    }
    Scan scan = Scan.of(language, sentence, until + 1, to);
    if (!scan.when().hasDate() || scan.title() != null) {
      return null;
    }
    try {
      return reading.with(scan.details().withTitle(null));
    } catch (UnclearException unclear) {
      return reading.asking(language.question(unclear));
    }
  }

  private boolean isDated(Sentence sentence, int from, int to) {
    return from < to && Scan.of(language, sentence, from, to).when().hasDate();
  }
}
