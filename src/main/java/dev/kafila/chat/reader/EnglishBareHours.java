package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import java.util.Set;

/** Hours without "at", "pm" or a colon, which a day beside them makes times: "9 tomorrow". */
final class EnglishBareHours {
  /** Behind these a number counts things: "need 5 tomorrow". */
  private static final Set<String> COUNTING =
      Set.of(
          "need",
          "want",
          "has",
          "owe",
          "owes",
          "only",
          "just",
          "these",
          "those",
          "least",
          "most",
          "for",
          "with",
          "in",
          "to",
          "of",
          "and",
          "or",
          "plus",
          "top",
          "x",
          "table",
          "level",
          "lesson",
          "week",
          "day",
          "volume",
          "step",
          "quiz",
          "test",
          "exam",
          "lab",
          "grade",
          "class",
          "phase",
          "sprint",
          "group",
          "team",
          "channel",
          "floor",
          "building",
          "round",
          "game",
          "windows",
          "extension",
          "pier",
          "version");

  /** Behind these a name is somebody's: "call Ann 9 tomorrow", but not "watch Shrek 2 tomorrow". */
  private static final Set<String> PERSON_VERBS =
      Set.of("call", "meet", "phone", "ring", "see", "visit", "email", "text", "with", "and");

  private static final int FIRST_HOUR_TONIGHT = 5;

  private EnglishBareHours() {}

  /**
   * "9" of "9 tomorrow", "11" of "11 at night", "8.20" of "8.20 tomorrow"; null if none is here.
   */
  static Phrase beforeDay(Cursor c) {
    if (!mayBeHour(c)) {
      return null;
    }
    int mark = c.at();
    if (EnglishSpokenTimes.pastOrTo(c) != null) {
      // "ten to five this afternoon"
      c.back(mark);
      return null;
    }
    Token before = c.before();
    boolean person = PERSON_VERBS.contains(c.peek(-2).word());
    ClockTime time = clock(c);
    if (time != null && c.skipOneOf("-", "–", "to") && clock(c) == null) {
      time = null;
    }
    int behind = c.at();
    boolean apart = time != null && c.wordEndsHere();
    c.skip(",");
    boolean begins = before.text().isEmpty() || before.isSymbol() && !before.is("-");
    if (apart && dayAhead(c, begins, time.time().getHour()) && !counts(before, person, mark)) {
      c.back(behind);
      ClockTime meant = time;
      return new Phrase(Certainty.SURE, when -> when.time(meant));
    }
    c.back(mark);
    return null;
  }

  private static boolean mayBeHour(Cursor c) {
    Token first = c.peek();
    return first.isNumber() && first.text().length() <= 2
        || first.isWord() && EnglishWords.CARDINALS.containsKey(first.word());
  }

  /** "9", "9.30", "nine", "nine thirty": in which half of the day is open. */
  static ClockTime clock(Cursor c) {
    int mark = c.at();
    boolean digits = c.peek().isNumber();
    if (digits && c.peek().text().length() > 2) {
      return null;
    }
    Integer hour = EnglishAmounts.cardinal(c);
    int minute = 0;
    if (hour != null && digits && c.peek().is(".") && c.peek(1).text().length() == 2) {
      boolean dotted = c.glued() && c.peek(1).isNumber() && c.peek().touches(c.peek(1));
      if (dotted) {
        c.take();
        minute = c.take().number();
      }
    } else if (hour != null && !digits) {
      Integer minutes = EnglishWholeHours.minutesInWords(c);
      minute = minutes == null ? 0 : minutes;
    }
    ClockTime time = hour == null ? null : EnglishDigits.open(hour, minute);
    if (time == null) {
      c.back(mark);
    }
    return time;
  }

  /** "buy 12 tomorrow", "Toy Story 3 tonight", "chapter 7 tomorrow": a number of the title's. */
  private static boolean counts(Token before, boolean person, int at) {
    if (!before.isWord()) {
      return before.isNumber();
    }
    boolean name = at > 1 && Character.isUpperCase(before.text().codePointAt(0));
    return name && !person
        || COUNTING.contains(before.word())
        || EnglishVerbs.isVerb(before)
        || English.isNumbered(before)
        || EnglishWords.DETERMINERS.contains(before.word());
  }

  private static boolean dayAhead(Cursor c, boolean begins, int hour) {
    boolean late = begins || hour >= FIRST_HOUR_TONIGHT;
    if (c.skip("tonight")) {
      return late;
    }
    if (c.skip("this")) {
      return c.take(EnglishWords.DAY_PARTS) != null;
    }
    if (EnglishDayParts.inThePart(c) != null) {
      return true;
    }
    if (begins && c.skip("on")) {
      return EnglishDates.isWeekdayName(c.peek())
          || EnglishWords.MONTHS.containsKey(c.peek().word());
    }
    return EnglishDates.isCalendarWord(c.peek());
  }

  /** "7" of "tonight 7", "8.20" of "tomorrow 8.20"; null unless the sentence ends there. */
  static ClockTime behindDay(Cursor c) {
    int mark = c.at();
    ClockTime time = c.peek().isNumber() && !c.glued() ? clock(c) : null;
    if (time != null) {
      EnglishDigits.skipRangeEnd(c);
    }
    c.skipOneOf("till late", "until late", "to late", "- late");
    boolean ends = c.atEnd() || c.peek().isSymbol() && ",.;!?".contains(c.peek().text());
    int behind = c.at();
    ends |= time != null && EnglishDayParts.inThePart(c) != null;
    c.back(behind);
    if (time == null || !ends || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return time;
  }
}
