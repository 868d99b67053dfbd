package dev.kafila.chat.reader;

/** Changes of a task that exists: "move the dentist to Friday", "rename X to Y", "no, at 10". */
final class EnglishUpdates {
  private static final String[] TITLE = {
    "the title of", "title of", "the name of", "name of", "the title for", "the description of"
  };
  private static final int LONGEST_SERIES = 6;
  private final Language language;
  private final EnglishPhrases phrases;
  private final EnglishChanges changes;
  private final EnglishCorrections corrections;
  private final EnglishFieldChanges fields;
  private final EnglishMoves moves;
  private final EnglishNews news;

  EnglishUpdates(Language language, EnglishPhrases phrases) {
    this.language = language;
    this.phrases = phrases;
    this.changes = new EnglishChanges(language);
    this.corrections = new EnglishCorrections(language, changes);
    this.fields = new EnglishFieldChanges(changes);
    this.moves = new EnglishMoves(language, phrases, changes);
    this.news = new EnglishNews(language, changes);
  }

  /** Null if the sentence is no change. */
  Reading read(Sentence sentence, int from, int to) {
    int end = to;
    while (end > from + 1 && sentence.tokens().get(end - 1).is(".")) {
      end--;
    }
    int now = EnglishSeriesWords.end(sentence, from, end);
    Cursor c = cursor(sentence, from, end);
    boolean first = EnglishSeriesWords.skipStart(c);
    if (now > from || first && !c.atEnd()) {
      return ofSeries(sentence, c.at(), now > from ? now : end);
    }
    Reading reading = change(sentence, from, end);
    return reading == null ? unnamedSeries(sentence, from, end) : reading;
  }

  /** "Make it 9" chooses where there is a choice, and is an hour elsewhere. */
  Reading orHour(Reading choice, Sentence sentence) {
    Cursor c = sentence.cursor();
    boolean led = false;
    while (c.skipOneOf("make it", "make that", "i meant", "i mean", "it's", "no", ",")) {
      led = true;
    }
    Reading hour =
        led ? changes.atNumber(Target.LAST, sentence, c.at(), sentence.tokens().size()) : null;
    boolean clear = hour != null && hour.question() == null;
    return clear
        ? choice.with(hour.details()).with(hour.followUp().saying(sentence.text()))
        : choice;
  }

  private Reading change(Sentence sentence, int from, int end) {
    Reading reading = corrections.followUp(sentence, from, end);
    reading = reading == null ? rename(sentence, from, end) : reading;
    reading = reading == null ? EnglishTagging.tags(sentence, from, end) : reading;
    reading = reading == null ? EnglishFieldChanges.clear(sentence, from, end) : reading;
    reading = reading == null ? fields.field(sentence, from, end) : reading;
    reading = reading == null ? EnglishFieldChanges.priority(sentence, from, end) : reading;
    reading = reading == null ? moves.move(sentence, from, end) : reading;
    reading = reading == null ? news.read(sentence, from, end) : reading;
    return reading == null ? remindBefore(sentence, from, end) : reading;
  }

  /** "Make it 8 from now on", "from now on at 8"; null if it is no change. */
  private Reading ofSeries(Sentence sentence, int from, int to) {
    Reading reading = change(sentence, from, to);
    reading = reading == null ? changes.change(Target.LAST, sentence, from, to) : reading;
    boolean one = reading != null && reading.target() != null;
    return one ? reading.with(reading.target().wholeSeries()) : null;
  }

  /** "all future ones at 8", "the whole series to 10". */
  private Reading unnamedSeries(Sentence sentence, int from, int to) {
    for (int i = from + 2; i < to && i < from + LONGEST_SERIES; i++) {
      Target series = EnglishSeriesWords.series(sentence, from, i);
      if (series != null && series.last()) {
        boolean link = EnglishChanges.isWord(sentence, i, "to");
        int begin = link ? i + 1 : i;
        Reading reading = changes.change(series, sentence, begin, to);
        reading = reading == null ? changes.atNumber(series, sentence, begin, to) : reading;
        if (reading != null) {
          return reading;
        }
      }
    }
    return null;
  }

  static Cursor cursor(Sentence sentence, int from, int to) {
    return new Cursor(sentence.tokens(), from, to);
  }

  /** "rename X to Y", "change the title of X to Y", "change X to Y". */
  private Reading rename(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf("call it", "call that", "name it")) {
      return called(sentence, c.at(), to);
    }
    boolean rename = c.skipOneOf("rename", "retitle");
    if (!rename && c.skipOneOf("change", "update", "set", "edit")) {
      if (c.skipOneOf("the title to", "the name to", "its title to", "its name to") && !c.atEnd()) {
        return titled(sentence, to, to, c.at(), to);
      }
      rename = c.skipOneOf(TITLE);
      if (!rename) {
        return replaced(sentence, c.at(), to);
      }
    }
    if (!rename) {
      return null;
    }
    int link = EnglishChanges.find(sentence, c.at() + 1, to, "to");
    link = link < 0 ? EnglishChanges.find(sentence, c.at() + 1, to, "as") : link;
    if (link < 0 || link + 1 >= to) {
      return null;
    }
    return titled(sentence, c.at(), link, link + 1, to);
  }

  /** "call it \"Mum's birthday\" instead". */
  private static Reading called(Sentence sentence, int from, int to) {
    boolean instead = to - 1 > from && EnglishChanges.isWord(sentence, to - 1, "instead");
    int end = instead ? to - 1 : to;
    boolean quoted = end - from == 1 && sentence.tokens().get(from).kind() == Token.Kind.QUOTED;
    return instead || quoted ? titled(sentence, from, from, from, end) : null;
  }

  private static Reading titled(Sentence sentence, int from, int link, int begin, int to) {
    Details title = EnglishTitles.unquoted(Details.NONE.withTitle(sentence.text(begin, to)));
    return EnglishChanges.update(EnglishTargets.target(sentence, from, link), title);
  }

  /** "change buy milk to buy bread": what is no date is the new title. */
  private Reading replaced(Sentence sentence, int from, int to) {
    boolean verb =
        sentence.tokens().get(from - 1).is("change")
            || sentence.tokens().get(from - 1).is("edit")
            || sentence.tokens().get(from - 1).is("update");
    int link = EnglishChanges.find(sentence, from + 1, to, "to");
    if (!verb || link < 0 || link + 1 >= to || fields.field(sentence, from - 1, to) != null) {
      return null;
    }
    if (moves.move(sentence, from - 1, to) != null
        || EnglishFieldChanges.priority(sentence, from - 1, to) != null) {
      return null;
    }
    Scan scan = Scan.of(language, sentence, link + 1, to);
    if (scan.title() == null) {
      return null;
    }
    try {
      Target target = EnglishTargets.target(sentence, from, link);
      return EnglishChanges.update(target, EnglishTitles.unquoted(scan.details()));
    } catch (UnclearException unclear) {
      return titled(sentence, from, link, link + 1, to).asking(language.question(unclear));
    }
  }

  /** "remind me an hour before the flight on Dec 3 at 6am" tells of a new task. */
  private Reading dated(Scan scan, Phrase reminder, Sentence sentence) {
    reminder.effect().accept(scan.when());
    String title = EnglishTargets.target(scan.title(), sentence).words();
    Reading reading = Reading.of(Intent.ADD);
    try {
      return reading.with(scan.details().withTitle(title));
    } catch (UnclearException unclear) {
      return reading.with(Details.NONE.withTitle(title)).asking(language.question(unclear));
    }
  }

  /** "remind me 10 minutes before the dentist". */
  private Reading remindBefore(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    Phrase phrase = phrases.reminders().reminder(c);
    if (phrase == null) {
      return null;
    }
    When when = new When();
    phrase.effect().accept(when);
    boolean before = when.reminders.stream().allMatch(reminder -> reminder.fixed() == null);
    if (!before || c.peek().is("to")) {
      return null;
    }
    c.skipOneOf("for", "of");
    Scan dated = Scan.of(language, sentence, c.at(), to);
    if (dated.when().hasDate() && dated.title() != null) {
      return dated(dated, phrase, sentence);
    }
    int wish = EnglishChanges.find(sentence, c.at(), to, "to");
    if (wish > c.at() && wish + 1 < to && EnglishVerbs.isVerb(sentence.tokens().get(wish + 1))) {
      // "Remind me the day before the wedding to iron my shirt": when that is, is not known.
      return Reading.of(Intent.ADD)
          .with(Details.NONE.withTitle(sentence.text(wish + 1, to)))
          .asking(language.question(new UnclearException(UnclearException.Reason.WHICH_DAY)));
    }
    Target target = EnglishTargets.target(sentence, c.at(), to);
    try {
      return EnglishChanges.update(
          target, new Resolver(sentence.context(), null).resolve(when, null));
    } catch (UnclearException unclear) {
      return EnglishChanges.update(target, Details.NONE).asking(language.question(unclear));
    }
  }
}
