package dev.kafila.chat.reader;

/** What a sentence wants, by its first words; what wants nothing else is a task to add. */
final class EnglishCommands {
  private static final String[] POLITE = {
    "please to",
    "please you",
    "would you mind",
    "do you mind",
    "please",
    "can we",
    "could we",
    "can you please",
    "could you please",
    "would you please",
    "can you",
    "can u",
    "could u",
    "pls",
    "plz",
    "could you",
    "would you",
    "will you",
    "hey kafila",
    "ok kafila",
    "hi kafila",
    "hello kafila",
    "kafila",
    "do me a favor and",
    "do me a favour and",
    "i was wondering if you could",
    "i'd like you to",
    "i would like you to",
    "i want you to",
    "hey",
    "hi",
    "hello",
    "ok",
    "okay",
    "oh",
    "so",
    "alright",
    "now",
    "just",
    "kindly",
    "let's",
    "um",
    "uh",
    "well",
    "basically",
    "right",
    "anyway",
    "oh no",
    "shoot",
    "ugh",
    "damn",
    "btw",
    "fyi",
    "ah",
    "also please",
    "ok so"
  };
  private static final String[] CORRECTING = {
    "actually",
    "no",
    "nope",
    "oops",
    "wait",
    "sorry",
    "hmm",
    "on second thought",
    "never mind",
    "forget it",
    "not now",
    "and also",
    "and",
    "also",
    "plus"
  };
  private static final String[] UNDOABLE = {
    "it",
    "that",
    "this",
    "them",
    "those",
    "both",
    "all",
    "everything",
    "please",
    "what",
    "again",
    "last",
    "my last",
    "the last",
    "the previous",
    "my change",
    "the change",
    "changes",
    "the deletion",
    "the completion",
    "the move",
    "the delete"
  };

  private static final int MOST_FRAMES = 2;

  private final Language language;
  private final EnglishPhrases phrases;
  private final EnglishUpdates updates;
  private final EnglishSets sets;
  private final EnglishCompletions completions;
  private final EnglishRemovals removals;
  private final EnglishSnoozes snoozes;
  private final EnglishPauses pauses;
  private final EnglishListings listings;
  private final EnglishSearches searches;
  private final EnglishOpenQuestions questions;
  private final EnglishAdditions additions;

  EnglishCommands(Language language, EnglishPhrases phrases) {
    EnglishFilters filters = new EnglishFilters(phrases.dates());
    this.language = language;
    this.phrases = phrases;
    this.updates = new EnglishUpdates(language, phrases);
    this.sets = new EnglishSets(language, filters);
    this.completions = new EnglishCompletions(sets);
    this.removals = new EnglishRemovals(sets);
    this.snoozes = new EnglishSnoozes(language);
    this.pauses = new EnglishPauses(language);
    this.listings = new EnglishListings(filters);
    this.searches = new EnglishSearches(filters, sets);
    this.questions = new EnglishOpenQuestions(language, filters);
    this.additions = new EnglishAdditions(language, phrases);
  }

  /** Reads a message, which may hold several tasks. */
  Reading read(Sentence spoken) {
    Sentence sentence = plain(spoken);
    EnglishTasks.PartReader part =
        text -> one(plain(EnglishSpelling.mended(Sentence.of(text, sentence.context()))));
    Reading deeds = EnglishJoinedDeeds.read(part, sentence);
    if (deeds != null) {
      return deeds;
    }
    Reading whole = one(sentence);
    Reading several = EnglishTasks.read(language, part, sentence, whole);
    return several == null ? whole : several;
  }

  /** Without what is only said around it: on which list, by which kind of reminder. */
  private Sentence plain(Sentence spoken) {
    Sentence sentence = spoken;
    for (int i = 0; i < MOST_FRAMES; i++) {
      Cursor c = sentence.cursor();
      skipPolite(c);
      int to = contentEnd(sentence, c.at());
      String plain = EnglishPlacing.plain(language, sentence, c.at(), to);
      plain = plain == null ? EnglishRephrasings.plain(language, sentence, c.at(), to) : plain;
      plain = plain == null ? EnglishFrames.plain(language, phrases, sentence, c.at(), to) : plain;
      if (plain == null || plain.equals(sentence.text())) {
        return sentence;
      }
      sentence = EnglishSpelling.mended(Sentence.of(plain, spoken.context()));
    }
    return sentence;
  }

  private Reading one(Sentence sentence) {
    Reading answer = EnglishAnswers.read(sentence);
    if (answer != null) {
      return answer.choice() == null ? answer : updates.orHour(answer, sentence);
    }
    Cursor c = sentence.cursor();
    skipPolite(c);
    int from = c.at();
    int to = contentEnd(sentence, from);
    if (from >= to) {
      return sentence.tokens().stream().allMatch(Token::isSymbol) && isText(sentence)
          ? additions.add(sentence, 0, sentence.tokens().size(), false)
          : Reading.of(Intent.UNKNOWN);
    }
    try {
      Reading command = command(sentence, from, to);
      return command != null ? command : additions.addOrQuestion(sentence, from, to);
    } catch (UnclearException unclear) {
      return Reading.of(Intent.UPDATE).asking(language.question(unclear));
    }
  }

  /** Whether symbols alone say something: an emoji does, dots don't. */
  private static boolean isText(Sentence sentence) {
    return sentence.text().codePoints().anyMatch(ch -> ch > 0x2100);
  }

  private static void skipPolite(Cursor c) {
    for (int i = 0; i < 4; i++) {
      int mark = c.at();
      if (!c.skipOneOf(POLITE)) {
        return;
      }
      boolean comma = c.skip(",") || c.skip("!") || c.skip(":");
      boolean alone = c.before().is("let's") || c.before().is("just") || c.before().is("now");
      if (c.atEnd() || alone && comma) {
        c.back(mark);
        return;
      }
    }
  }

  /** Without a trailing "please", "thanks" and the like. */
  private static int contentEnd(Sentence sentence, int from) {
    int end = sentence.tokens().size();
    boolean asked = from > 1 && EnglishStretches.indexOf(sentence, 0, from, "you", "we") >= 0;
    if (asked && end > from + 1 && sentence.tokens().get(end - 1).is("?")) {
      // "Can you add milk?" is a wish.
      end--;
    }
    for (int i = 0; i < 3 && end > 1; i++) {
      Token last = sentence.tokens().get(end - 1);
      boolean loud = (last.is("!") || last.is(".")) && isCourtesy(sentence.tokens().get(end - 2));
      boolean courtesy = loud || isCourtesy(last);
      if (!courtesy) {
        return end;
      }
      end--;
      if (end > 1 && sentence.tokens().get(end - 1).is(",")) {
        end--;
      }
    }
    return end;
  }

  private static boolean isCourtesy(Token token) {
    return token.is("please") || token.is("thanks") || token.is("thx") || token.is("pls");
  }

  /** "Actually, delete that", "no, move it to Friday": what corrects may be a command. */
  private Reading correctingCommand(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean sure = false;
    for (int i = 0; i < 3 && c.skipOneOf(CORRECTING); i++) {
      boolean plain = c.before().is("actually") || c.before().is("oops");
      sure |= c.skip(",") | c.skip("!") | c.skip("-") | c.skip(".") | plain;
    }
    if (c.at() == from || c.atEnd()) {
      return null;
    }
    Reading reading = plainCommand(sentence, c.at(), to);
    boolean known = reading != null && (sure || Target.LAST.equals(reading.target()));
    return known ? reading : null;
  }

  private Reading command(Sentence sentence, int from, int to) {
    Reading correcting = correctingCommand(sentence, from, to);
    return correcting == null ? plainCommand(sentence, from, to) : correcting;
  }

  private Reading plainCommand(Sentence sentence, int from, int to) {
    Reading reading = EnglishSettings.read(sentence, from, to);
    reading =
        reading == null ? sets.ofSet(EnglishShifts.shift(sentence, from, to), sentence) : reading;
    reading = reading == null ? EnglishSeriesParts.read(sentence, from, to) : reading;
    reading = reading == null ? sets.ofSet(snoozes.snooze(sentence, from, to), sentence) : reading;
    reading = reading == null ? sets.ofSet(updates.read(sentence, from, to), sentence) : reading;
    reading = reading == null ? completions.reopen(sentence, from, to) : reading;
    reading = reading == null ? completions.complete(sentence, from, to) : reading;
    reading = reading == null ? removals.delete(sentence, from, to) : reading;
    reading = reading == null ? removals.skip(sentence, from, to) : reading;
    reading = reading == null ? sets.ofSet(pauses.read(sentence, from, to), sentence) : reading;
    reading = reading == null ? undo(sentence, from, to) : reading;
    reading = reading == null ? EnglishOpenQuestions.first(sentence, from, to) : reading;
    reading = reading == null ? listings.list(sentence, from, to) : reading;
    reading = reading == null ? searches.search(sentence, from, to) : reading;
    return reading == null ? questions.read(sentence, from, to) : reading;
  }

  private static Reading undo(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    for (int i = 0; i < 3 && c.skipOneOf("wait", "oops", "no", "sorry", "actually"); i++) {
      c.skip(",");
    }
    if (!c.skipOneOf("undo", "revert")) {
      return null;
    }
    // "Undo the braids" is work.
    boolean change = c.atEnd() || !c.peek().isWord() || c.skipOneOf(UNDOABLE);
    return change && to - from < 8 ? Reading.of(Intent.UNDO) : null;
  }
}
