package dev.kafila.chat.reader;

import java.time.Month;

/** Days of months: "March 5", "5th of March 2027", "the 5th of next month". */
final class EnglishMonthDays {
  private EnglishMonthDays() {}

  /** "March 5", "5th of March 2027", "the 5th of next month". */
  static EnglishDates.Found monthDay(Cursor c) {
    int mark = c.at();
    Month month = c.take(EnglishWords.MONTHS);
    if (month != null) {
      boolean verb = isVerb(c.before());
      c.skip(".");
      c.skip("the");
      Integer day = dayNumber(c);
      if (day != null) {
        skipLastDay(c, day);
        Integer year = year(c);
        return dated(month, day, year, verb);
      }
      c.back(mark);
      return null;
    }
    c.skip("the");
    boolean ordinal = EnglishAmounts.ordinal(c) != null;
    c.back(mark);
    c.skip("the");
    Integer day = dayNumber(c);
    if (day != null) {
      skipLastDay(c, day);
      c.skip("of");
      month = c.take(EnglishWords.MONTHS);
      if (month != null) {
        boolean verb = isVerb(c.before()) && !ordinal;
        int behind = c.at();
        if (!c.skip(".") || c.atEnd() || !c.peek().isNumber()) {
          c.back(behind);
        }
        return dated(month, day, year(c), verb);
      }
      if (ordinal && c.skipOneOf("next month", "the next month")) {
        return EnglishDates.sure(Dates.dayOfMonth(day, 1));
      }
      if (ordinal && c.skipOneOf("the month", "this month")) {
        return EnglishDates.sure(Dates.dayOfMonth(day));
      }
    }
    c.back(mark);
    return null;
  }

  /** "-15" of "March 12-15": a task is due on one day, the first. */
  private static void skipLastDay(Cursor c, int first) {
    int mark = c.at();
    boolean dash = c.skipOneOf("-", "–", "—");
    Integer last = dash || c.skipOneOf("to", "through", "thru", "until") ? dayNumber(c) : null;
    boolean ends =
        c.atEnd() || !c.peek().isWord() || EnglishWords.MONTHS.containsKey(c.peek().word());
    if (last == null || last <= first || last > 31 || !dash && !ends) {
      c.back(mark);
    }
  }

  private static boolean isVerb(Token month) {
    return month.is("may") || month.is("march") || month.is("mar") || month.is("dec");
  }

  private static EnglishDates.Found dated(Month month, int day, Integer year, boolean verb) {
    return year == null
        ? new EnglishDates.Found(
            Dates.monthDay(month, day),
            verb ? EnglishDates.Certainty.PERHAPS : EnglishDates.Certainty.SURE)
        : EnglishDates.sure(Dates.on(year, month.getValue(), day));
  }

  /** 5, 5th, fifth; null where the number is a time or no day. */
  private static Integer dayNumber(Cursor c) {
    int mark = c.at();
    Integer day = EnglishAmounts.ordinal(c);
    if (day == null && c.peek().isNumber() && c.peek().text().length() <= 2) {
      day = c.take().number();
      boolean time = c.glued() && (c.peek().is(":") || c.peek().is(".") && c.peek(1).isNumber());
      if (time || c.peek().is("am") || c.peek().is("pm")) {
        day = null;
      }
    }
    if (day == null) {
      c.back(mark);
    }
    return day;
  }

  static Integer year(Cursor c) {
    int mark = c.at();
    boolean comma = c.skip(",") || c.skip("'");
    Token year = c.peek();
    boolean plausible =
        year.isNumber()
            && year.text().length() == 4
            && (year.text().startsWith("20") || year.text().startsWith("19"))
            && !(c.peek(1).is(":"));
    if (plausible) {
      c.take();
      if (c.wordEndsHere()) {
        return year.number();
      }
    }
    c.back(comma || plausible ? mark : c.at());
    return null;
  }

  /** "the 5th", "5th". */
  static EnglishDates.Found dayOfMonth(Cursor c) {
    int mark = c.at();
    boolean prepared = EnglishPeriods.behindPreposition(c) && c.peek().is("the");
    c.skip("the");
    boolean digits = c.peek().isNumber();
    Integer day = EnglishAmounts.ordinal(c);
    if (day != null
        && (digits
            || prepared && day > 3
            || c.before().is("first")
            || c.before().is("fifteenth"))) {
      return new EnglishDates.Found(Dates.dayOfMonth(day), EnglishDates.Certainty.HARDLY);
    }
    c.back(mark);
    return null;
  }
}
