package dev.kafila.chat.reader;

/** Hours without a sign that they are: "5" of "at 5", "five thirty". */
final class EnglishWholeHours {
  private EnglishWholeHours() {}

  /** "5", "17", "5-ish", "five thirty": whose half of the day may be open. */
  static ClockTime wholeHour(Cursor c) {
    int mark = c.at();
    Integer hour = EnglishAmounts.cardinal(c);
    Integer minutes = hour != null && c.before().isWord() ? minutesInWords(c) : null;
    EnglishTimes.ish(c);
    boolean number = minutes == null && c.peek().isWord() && isNumberWord(c.peek());
    if (hour == null || hour > 24 || number || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    boolean exact = hour > 12 || hour == 0 || c.before().text().startsWith("0");
    int minute = minutes == null ? 0 : minutes;
    ClockTime time = exact ? EnglishDigits.of(hour, minute) : EnglishDigits.open(hour, minute);
    if (time == null) {
      c.back(mark);
    }
    return time;
  }

  private static boolean isNumberWord(Token token) {
    return EnglishWords.CARDINALS.containsKey(token.word());
  }

  /** "thirty" of "five thirty", "oh five", "forty-five"; null if none is here. */
  static Integer minutesInWords(Cursor c) {
    int mark = c.at();
    boolean zero = c.skipOneOf("oh", "o");
    if (c.glued()) {
      c.skip("-");
    }
    Integer minutes = c.take(EnglishWords.CARDINALS);
    if (minutes == null || minutes > 59 || zero == minutes >= 10) {
      c.back(mark);
      return null;
    }
    if (minutes >= 20) {
      int tens = c.at();
      c.skip("-");
      Integer ones = c.take(EnglishWords.CARDINALS);
      if (ones == null || ones > 9) {
        c.back(tens);
      } else {
        minutes += ones;
      }
    }
    return minutes;
  }
}
